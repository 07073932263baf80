/**
 * Totals by class: how many, their shallow bytes, and what they retain together, where what an instance retains inside
 * another instance of the class counts once (`calculateClassesRetainedSize` of DevTools).
 */
import { nodeClasses } from '../heap/node-classes.ts';
import type { NodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { dominatedTree, NO_NODE } from './dominated.ts';

/** Totals by the number of a class. */
export interface ClassRetention {
  readonly classes: NodeClasses;
  readonly count: readonly number[];
  readonly shallowBytes: readonly number[];
  readonly retainedBytes: readonly number[];
}

/** The totals of all classes of a snapshot. */
export function classRetention(snapshot: HeapSnapshot): ClassRetention {
  const { nodeCount, selfSize } = snapshot;
  const { firstChild, nextSibling, parent, retained, owners } = dominatedTree(snapshot);
  const classes = nodeClasses(snapshot);
  const count: number[] = [];
  const shallowBytes: number[] = [];
  const retainedBytes: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    const number = classes.of(owners[node]);
    shallowBytes[number] = (shallowBytes[number] ?? 0) + selfSize[node];
    count[number] = (count[number] ?? 0) + (owners[node] === node ? 1 : 0);
    retainedBytes[number] ??= 0;
  }
  // By class, how many of its instances are open on the way down from the root.
  const open = new Uint32Array(classes.names.length);
  let node = 0;
  for (;;) {
    const number = classes.of(node);
    if (open[number]++ === 0) retainedBytes[number] += retained[node];
    if (firstChild[node] !== NO_NODE) {
      node = firstChild[node];
      continue;
    }
    for (;;) {
      open[classes.of(node)]--;
      if (node === 0) return { classes, count, shallowBytes, retainedBytes };
      if (nextSibling[node] !== NO_NODE) break;
      node = parent[node];
    }
    node = nextSibling[node];
  }
}
