/**
 * What every printed form says besides its figures on an engine that has no table of its own, such as one that is not
 * V8: the sizes are those of another engine.
 */
import type { ReportLayout } from './report-data.ts';

/**
 * A printed form that ends with `layout assumed: Bun 1.4.5 is not V8`, or as it is if the sizes were measured for this
 * engine. `before` separates the sentence: a new line, or `; ` in a log.
 */
export function withAssumption(text: string, layout: ReportLayout | undefined, before = '\n'): string {
  const assumption = layout?.assumption;
  return assumption === undefined ? text : `${text}${before}layout ${assumption}`;
}
