/** Checks that an argument is a parsed heap snapshot: the name of a file and a promise are passed by mistake. */
import { resultError } from '../platform/argument-checks.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** True for a parsed snapshot. */
export function isSnapshot(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'nodeCount' in value && 'strings' in value;
}

/** Throws a TypeError unless the argument is a parsed snapshot. */
export function checkSnapshot(snapshot: HeapSnapshot): void {
  if (!isSnapshot(snapshot))
    throw resultError('snapshot', 'a heap snapshot, as openSnapshot or readSnapshot returns it', snapshot);
}
