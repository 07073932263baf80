// What is off in the structures of the seen half, by type: from this come rules and priors.
import { isInside } from './figures.mjs';

const signed = (part) => `${part > 0 ? '+' : ''}${(part * 100).toFixed(1)} %`;

/** One paragraph for a structure: error, range, and the types whose bytes differ most. */
function linesOf({ package: from, name, truth, insideStrings, slices, types, ways }) {
  const lines = [];
  for (const [way, { bytes, min, max, types: ours }] of Object.entries(ways)) {
    const place = isInside({ truth, insideStrings, min, max }) ? 'inside' : 'OUTSIDE';
    lines.push(
      `${signed(bytes / truth - 1).padStart(8)} ${from}: ${name} (${way}): estimate ${bytes}, V8 ${truth}, range ${min} to ${max}, ${place}${insideStrings > 0 ? `; ${insideStrings} bytes in ropes and slices (${slices})` : ''}`,
    );
    const byType = new Map(
      types.map((row) => [row.type, { theirs: row.bytes, theirCount: row.count, ours: 0, count: 0 }]),
    );
    for (const row of ours) {
      const both = byType.get(row.type) ?? { theirs: 0, theirCount: 0 };
      byType.set(row.type, { ...both, ours: row.bytes, count: row.count });
    }
    const off = [...byType].filter(([, both]) => Math.abs(both.ours - both.theirs) > truth * 0.01);
    off.sort(([, a], [, b]) => Math.abs(b.ours - b.theirs) - Math.abs(a.ours - a.theirs));
    for (const [type, both] of off.slice(0, 6))
      lines.push(
        `         ${signed((both.ours - both.theirs) / truth)} ${type}: ${both.count} of ${both.ours} bytes, V8 ${both.theirCount} of ${both.theirs}`,
      );
  }
  return lines;
}

export function explanationOf(engine, cases) {
  const worst = (item) => Math.abs(Object.values(item.ways)[0].bytes / item.truth - 1);
  const sorted = [...cases].sort((a, b) => worst(b) - worst(a));
  return [`${engine}: the seen half, worst first`, ...sorted.flatMap(linesOf)].join('\n');
}
