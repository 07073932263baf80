/** The kinds of findings of advise, with their labels. */

import { string } from '../platform/argument-checks.ts';

const FINDING_LABELS = {
  'duplicate-strings': 'duplicate strings',
  dictionary: 'dictionary',
  'number-array': 'number array',
  'sparse-array': 'sparse array',
  'empty-fields': 'empty fields',
  'tiny-collection': 'tiny collection',
  'objects-by-column': 'objects by column',
  'buffer-slice': 'slice of a large buffer',
  'common-prefixes': 'common prefixes',
  'empty-container': 'empty container',
  'date-object': 'dates',
} as const satisfies Readonly<Record<string, string>>;

/**
 * What was found, as an id: `'duplicate-strings'`, `'number-array'`, ... {@link findingLabelOf} returns its label.
 */
export type FindingKind = keyof typeof FINDING_LABELS;

/**
 * The label of a kind of finding, as in printed advice.
 *
 * @example
 * ```ts
 * findingLabelOf('buffer-slice'); // 'slice of a large buffer'
 * ```
 */
export function findingLabelOf(kind: FindingKind): string {
  string('kind', kind);
  return Object.hasOwn(FINDING_LABELS, kind) ? FINDING_LABELS[kind] : kind;
}
