/**
 * Warns once per class that the size of its instances lacks hidden state. A cache takes a plain number, which cannot
 * say so: without a warning, a cache of Response objects grows to twenty times its `maxSize`.
 */
import { hiddenLabelOf, mayKeepBytes } from '../../inspect/hidden-kinds.ts';
import { Warnings } from '../../platform/publish-warning.ts';
import type { HiddenKind } from '../../inspect/hidden-kinds.ts';

/** What is published on the diagnostics channel `heapscale:hidden`. */
export interface HiddenMessage {
  /** The function that weighed, such as `entrySizeOf`. */
  readonly by: string;
  /** The kind of hidden state. */
  readonly kind: HiddenKind;
  /** The class that has it. */
  readonly type: string;
  /** The warning. */
  readonly message: string;
}

const warnings = new Warnings<HiddenMessage>('heapscale:hidden', 'HEAPSCALE_HIDDEN');

/**
 * Warns of hidden state in an entry: on the diagnostics channel if it has subscribers, otherwise as a process or
 * console warning.
 */
export function warnOfHidden(
  by: string,
  rows: {
    forEach(each: (row: { types: { forEach(each: (type: string) => void): void } }, kind: HiddenKind) => void): void;
  },
): void {
  rows.forEach(({ types }, kind) => {
    types.forEach((type) => {
      if (!mayKeepBytes(kind, [type])) return;
      warnings.once(`${kind} ${type}`, () => ({
        by,
        kind,
        type,
        message:
          `${by}: the size of a ${type} lacks its ${hiddenLabelOf(kind)}, so a cache that relies on it takes more ` +
          'memory than its limit; pass { reveal: true } in Node, or subscribe to the diagnostics channel ' +
          'heapscale:hidden',
      }));
    });
  });
}

/** Warns once of strings that are slices of longer ones, which they keep in memory; `where` they are. */
export function warnOfSlices(by: string, where = 'an entry has strings that may be slices'): void {
  const kind = 'string-parents';
  warnings.once(kind, () => ({
    by,
    kind,
    type: 'string',
    message:
      `${by}: ${where}, and each keeps the whole string that it was cut from: store flat copies, such as ` +
      'Buffer.from(text).toString()',
  }));
}
