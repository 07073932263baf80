// node test/real/bounds.mjs, after npm run build: what any rule could reach. For each cause the estimate's figure is
// replaced by V8's own, alone and together with others, and the error of what remains is printed for both halves as a
// whole. Arguments: an engine (node24), and facts for walks with facts; --causes lists what is off in the seen half.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { sideBySide } from '../../benchmarks/engines/side-by-side.mjs';
import { CAUSE_GROUPS } from './causes.mjs';
import { medianOf, shareOf } from './figures.mjs';
import { neighbourWidth } from './neighbours.mjs';
import { installPackages } from './packages.mjs';
import { V8_FLAGS } from './v8-flags.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BATCHES = 8;
const engine = process.argv.find((argument) => argument.startsWith('node') && !argument.includes('/')) ?? 'node24';
const way = process.argv.includes('facts') ? 'facts' : 'plain';
const CAUSES = {
  arrays: 'elements of arrays: capacity, sharing',
  slots: 'slots, property arrays, integer keys',
  dictionaries: 'in dictionary mode or not',
  numbers: 'heap numbers',
  strings: 'which equal strings are one; ropes',
  slices: 'what slices keep',
  rest: 'built-in and unreached objects',
};

function measure(binary, batch) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 };
  const values = ['--no-warnings', ...V8_FLAGS, 'test/real/bounds-part.mjs', `${batch}`, `${BATCHES}`, way];
  return new Promise((resolve, reject) => {
    execFile(binary, values, options, (error, stdout) =>
      error === null ? resolve(JSON.parse(stdout)) : reject(error),
    );
  });
}

const percent = (part) => `${(part * 100).toFixed(1)} %`;
const signed = (part) => `${part > 0 ? '+' : ''}${percent(part)}`;

/** Error figures of the estimates with some causes replaced. */
function figuresOf(rows, causes) {
  const sizes = rows.map(({ estimate, off }) => causes.reduce((sum, cause) => sum + off[cause], estimate));
  const errors = sizes.map((size, i) => Math.abs(size / rows[i].truth - 1));
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  return [
    percent(shareOf(errors, (error) => error <= 0.1)),
    percent(medianOf(errors)),
    signed(sum(sizes) / sum(rows.map(({ truth }) => truth)) - 1),
  ];
}

installPackages();
const [{ major, binary }] = nodeBinaries([Number(engine.slice(4))]);
const rows = (await sideBySide(Array.from({ length: BATCHES }, (_, batch) => () => measure(binary, batch)))).flat();
const halves = ['seen', 'judged'].map((half) => rows.filter((row) => row.half === half));
const all = Object.keys(CAUSES);
const lines = [
  ['nothing', []],
  ...all.map((cause) => [`only: ${CAUSES[cause]}`, [cause]]),
  ...all.map((cause) => [`all but: ${CAUSES[cause]}`, all.filter((other) => other !== cause)]),
];
console.log(`Node ${major}, ${way}\n`);
console.log(
  '| V8’s own figure for | seen: within 10 % | median error | together | judged: within 10 % | median error | together |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|');
for (const [name, causes] of lines)
  console.log(`| ${name} | ${halves.flatMap((half) => figuresOf(half, causes)).join(' | ')} |`);

if (process.argv.includes('--causes')) {
  const [seen] = halves;
  for (const cause of all) {
    const parts = seen.map(({ off, truth, package: from, name }) => ({
      part: off[cause] / truth,
      name: `${from}: ${name}`,
    }));
    const large = parts.filter(({ part }) => Math.abs(part) > 0.05).sort((a, b) => b.part - a.part);
    const mean = parts.reduce((sum, { part }) => sum + Math.abs(part), 0) / parts.length;
    console.log(`${CAUSES[cause]}: mean ${percent(mean)}, over 5 %: ${large.length}`);
    for (const { part, name } of large) console.log(`  ${signed(part).padStart(8)} ${name}`);
  }
}

const features = ({ amounts, estimate }) =>
  CAUSE_GROUPS.map(({ causes }) => causes.reduce((sum, cause) => sum + amounts[cause], 0) / estimate);
const points = rows.map((row) => ({ ...row, features: features(row), ratio: Math.log(row.truth / row.estimate) }));
console.log(`\n${neighbourWidth(points).join('\n')}`);
