// Learns what is likely from the seen half, and writes src/weigh/generated/priors.ts: node test/real/learn.mjs, after
// npm run build.
//
// The estimate reports for each value how many bytes it could not know, by cause (src/weigh/doubts.ts): what arrays
// have spare if they grew, what equal strings take if they are separate, and so on. A factor for each cause says which
// part of these bytes belongs to the interval that most likely has V8's count. The factors are the smallest for which
// nearly all structures of the seen half are inside: one is changed at a time, and one that does not pay (a wider
// interval for no more structures inside) becomes zero.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { CAUSE_GROUPS } from './causes.mjs';
import { installPackages } from './packages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BATCHES = 6;
const FACTORS = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1];
/** Each factor starts here, and costs as much as this part of a structure's interval. */
const FIRST = 0.2;
const COST = 0.02;
/**
 * A structure outside costs as much as so many whose interval is as wide as half their size, and more if it is far
 * outside.
 */
const OUTSIDE = 8;
const WIDE = 0.5;
const FAR = 5;
/** The interval begins with this part of the size, for what has no cause of its own. */
const MARGIN = 0.1;
const ROUNDS = 5;
const FOLDS = 8;
/** The part of the packages left out that must be inside. */
const WANTED = 0.9;

installPackages();
const rows = nodeBinaries([24]).flatMap(({ binary }) =>
  Array.from({ length: BATCHES }, (_, batch) => {
    const run = spawnSync(binary, ['--no-warnings', 'test/real/observe.mjs', `${batch}`, `${BATCHES}`], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  }).flat(),
);
const structuresOf = Map.groupBy?.(rows, (row) => row.package) ?? groupBy(rows);
function groupBy(list) {
  const groups = new Map();
  for (const row of list) groups.set(row.package, [...(groups.get(row.package) ?? []), row]);
  return groups;
}
const doubts = rows.map(({ amounts, truth }) =>
  CAUSE_GROUPS.map(({ causes }) => causes.reduce((sum, cause) => sum + amounts[cause], 0) / truth),
);
/** Two structures of one package count less than two of two packages. */
const weights = rows.map((row) => 1 / structuresOf.get(row.package).length ** 0.5);

/** No more than all of the bytes in doubt can be missing. */
const scaled = (factor, scale) => Math.min(1, factor * scale);

function intervalOf(row, factors, scale = 1) {
  const estimate = rows[row].estimate / rows[row].truth;
  let min = estimate * (1 - MARGIN * scale);
  let max = estimate * (1 + MARGIN * scale);
  CAUSE_GROUPS.forEach(({ less }, i) => {
    if (less) min -= scaled(factors[i], scale) * doubts[row][i];
    else max += scaled(factors[i], scale) * doubts[row][i];
  });
  return { min, max, width: (max - min) / estimate, isInside: min <= 1 && 1 <= max };
}

function costOf(trained, factors) {
  let cost = factors.reduce((sum, factor) => sum + COST * factor, 0);
  for (const row of trained) {
    const { min, max, width } = intervalOf(row, factors);
    const outside = Math.max(0, min - 1, 1 - max);
    cost += (weights[row] * Math.min(width, WIDE)) / WIDE;
    if (outside > 0) cost += weights[row] * OUTSIDE * (0.5 + FAR * Math.min(outside, 0.1));
  }
  return cost;
}

/** The best factors for some of the rows. */
function learn(trained) {
  const factors = CAUSE_GROUPS.map(({ whole }) => (whole ? 1 : FIRST));
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < factors.length; i++) {
      if (CAUSE_GROUPS[i].whole) continue;
      const costs = FACTORS.map((factor) =>
        costOf(
          trained,
          factors.map((old, k) => (k === i ? factor : old)),
        ),
      );
      factors[i] = FACTORS[costs.indexOf(Math.min(...costs))];
    }
  return factors;
}

const medianOf = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const percent = (part) => `${(part * 100).toFixed(0)} %`;

// Factors fit the structures that they were learned from. So they are learned without some packages and tried on those:
// the scale is the least one with which enough of the packages that were left out are inside.
const everything = rows.map((_, row) => row);
const packages = [...new Set(rows.map((row) => row.package))];
const tried = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const left = new Set(packages.filter((_, i) => i % FOLDS === fold));
  const factors = learn(everything.filter((row) => !left.has(rows[row].package)));
  for (const row of everything) if (left.has(rows[row].package)) tried.push({ row, factors });
}
let scale = 1;
const coverage = () =>
  tried.filter(({ row, factors }) => intervalOf(row, factors, scale).isInside).length / tried.length;
while (coverage() < WANTED && scale < 3) scale += 0.05;
const factors = learn(everything);
const intervals = everything.map((row) => intervalOf(row, factors, scale));
console.log(
  `left out and inside: ${percent(coverage())}, all factors ${scale.toFixed(2)} times; ` +
    `seen half: ${percent(intervals.filter(({ isInside }) => isInside).length / rows.length)} inside, ` +
    `median width ${percent(medianOf(intervals.map(({ width }) => width)))}`,
);
const rounded = (factor) => Number(scaled(factor, scale).toFixed(3));
const count = Math.max(...CAUSE_GROUPS.flatMap(({ causes }) => causes)) + 1;
const lines = Array.from({ length: count }, (_, cause) => {
  const at = CAUSE_GROUPS.findIndex(({ causes }) => causes.includes(cause));
  const { name, less } = CAUSE_GROUPS[at];
  return `  [${less ? rounded(factors[at]) : 0}, ${less ? 0 : rounded(factors[at])}], // ${name}`;
});
writeFileSync(
  new URL('../../src/weigh/generated/priors.ts', import.meta.url),
  `// Generated by test/real/learn.mjs from the seen half of the structures in test/real; do not edit.

/** The part of a value that may be too much or missing for what has no cause of its own. */
export const MARGIN = ${rounded(MARGIN)};

/**
 * By cause (see doubts.ts): the part of the bytes in doubt that is likely too much, and the part that is likely
 * missing.
 */
export const PRIORS: readonly (readonly [less: number, more: number])[] = [
${lines.join('\n')}
];
`,
);
