/**
 * Counts the entries and properties of a value. A hash table has spare capacity and grows by doubling, so the size of a
 * Map or Set that gains one entry at a time stays constant for long: the number of entries shows growth earlier.
 */
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import { NOOP_VISITOR } from '../walk/visitor.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { Walker } from '../walk/walker.ts';
import { walkOptionsOf } from '../measure/options.ts';
import type { SizeOptions } from '../measure/options.ts';

/** Entries of Maps and Sets, and own properties, by the type that has them. */
export function entriesOf(value: unknown, options: SizeOptions): Map<string, number> {
  const counts = new SafeMap<string, number>();
  const walker = new Walker({
    ...NOOP_VISITOR,
    object(_: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
      const entries = facts.names.length + (kind === Kind.map || kind === Kind.set ? facts.length : 0);
      counts.set(info.name, (counts.get(info.name) ?? 0) + entries);
    },
  });
  walker.start(walkOptionsOf(options));
  walker.begin(value);
  walker.step(Infinity);
  return counts;
}

/** The sum over all types. */
export function totalOf(counts: Map<string, number>): number {
  let total = 0;
  counts.forEach((count) => {
    total += count;
  });
  return total;
}
