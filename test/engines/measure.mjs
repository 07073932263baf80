// Weighs a list of structures where this runs and says it as plain data; the truth is added by whoever took the
// snapshot.
import { countedBy } from '../../.build/src/heap/snapshot-report.js';
import { reportOf } from '../../.build/src/report/report-of.js';
import { typesText } from '../../.build/test/truth/criteria.js';

export function estimate(structures, values, deepSizeOf, options) {
  return structures.map(({ name, origin, flat, unknowable }, i) => {
    const { bytes, range, byType } = deepSizeOf(values[i], options);
    return {
      name,
      origin,
      flat: flat !== false,
      unknowable: unknowable !== undefined,
      bytes,
      min: range.min,
      max: range.max,
      ours: typesText(byType),
    };
  });
}

/** Adds V8's count of each value from a snapshot. */
export function withTruth(cases, snapshot, nodes, { ownedBy, ownershipOf }) {
  const ownership = ownershipOf(snapshot, { hidden: false });
  return cases.map((item, i) => {
    const { bytes, byType } = reportOf(ownedBy(snapshot, ownership, [nodes[i]]).totals, { layout: countedBy('V8') });
    return { ...item, truth: bytes, theirs: typesText(byType) };
  });
}

/** Weighs every hostile value, and lists its places; gives the names of those that threw or ran code of the program. */
export function provoked(hostile, deepSizeOf, skip = () => false) {
  const failed = [];
  for (const [name, build] of hostile) {
    if (skip(name)) continue;
    const value = build();
    try {
      if (!(deepSizeOf(value).bytes > 0)) failed.push(`${name}: weighs nothing`);
      const { bytes, paths } = deepSizeOf([value], { paths: true });
      if (paths[0].retainedBytes !== bytes || paths.length < 2)
        failed.push(`${name}: ${bytes} bytes, and places for ${paths[0].retainedBytes}`);
    } catch (error) {
      failed.push(`${name}: ${error}`);
    }
  }
  return failed;
}
