/**
 * What is in doubt about a value as a whole: its strings, numbers, and the arrays that no field holds. See doubts.ts.
 */
import { Cause, Origin } from './doubts.ts';
import type { ClassStats } from './shape-stats.ts';
import type { Repeats } from './strings/repeats.ts';
import type { Totals } from './totals.ts';
import type { ValueFacts } from './value-facts.ts';

/** Counts the ordinary objects of a class, and those that JSON.parse cannot have made. */
export function countMade(value: ValueFacts, { info, first }: ClassStats): void {
  for (let stats = first; stats !== undefined; stats = stats.next) {
    value.ordinary += stats.count;
    if (stats.byCode || !info.isPlainObject) value.made += stats.count;
  }
}

/** True if JSON.parse may have made everything. */
export function isParsed(value: ValueFacts, classes: readonly (ClassStats | undefined)[], count: number): boolean {
  if (value.byCode) return false;
  for (let i = 0; i < count; i++)
    for (let stats = classes[i]!.first; stats !== undefined; stats = stats.next) if (stats.byCode) return false;
  return true;
}

/** Records what is in doubt about the totals of a value, after that of its shapes, and adds what is likely to them. */
export function doubtTotals(
  value: ValueFacts,
  { repeats }: { readonly repeats: Pick<Repeats, 'few' | 'many' | 'long'> },
  totals: Totals,
): void {
  const { doubts } = value;
  const at = value.origin === Origin.code ? 0 : 1;
  const arrays = totals.find('Array');
  if (arrays !== undefined) doubts.add(Cause.otherArrays + at, arrays.max - arrays.bytes - value.inFields);
  const strings = totals.find('string');
  if (strings !== undefined) {
    doubts.add(Cause.fewRepeats + at, repeats.few);
    doubts.add(Cause.manyRepeats + at, repeats.many);
    doubts.add(Cause.longRepeats + at, repeats.long);
    doubts.add(Cause.strings + at, strings.bytes);
  }
  const numbers = totals.find('number');
  if (numbers !== undefined) {
    doubts.add(Cause.numbersLess, numbers.bytes - numbers.min);
    doubts.add(Cause.numbersMore, numbers.max - numbers.bytes);
  }
  totals.wideBytes += doubts.amounts[Cause.manyNames];
  totals.less += doubts.lessOf(totals.bytes);
  totals.more += doubts.moreOf(totals.bytes);
}
