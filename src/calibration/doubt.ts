/** How certain it is that objects that were not seen are stored like those that were. */

/**
 * The largest part of further objects that is likely to differ from `count` objects which were all alike: three in
 * `count`, at 95 % confidence (the rule of three).
 */
export function doubt(count: number): number {
  return count <= 3 ? 1 : 3 / count;
}
