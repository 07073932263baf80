/** The lines of a script, as V8 counts them. */

/** V8's line terminators. */
export const LINE_END: RegExp = /\r\n|[\n\r\u2028\u2029]/;

/** The offsets at which the lines of a script begin. */
export function lineStartsOf(script: string): number[] {
  const starts = [0];
  for (const { 0: end, index } of script.matchAll(new RegExp(LINE_END, 'g'))) starts.push(index + end.length);
  return starts;
}
