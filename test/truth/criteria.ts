/** What the estimate promises on every engine, worked out from cases that were measured somewhere. */

/** One structure: what it is, what was estimated, what V8 has. Plain data, so that a browser can hand it over. */
export interface Case {
  readonly name: string;
  readonly origin: 'synthetic' | 'package' | 'data';
  readonly flat: boolean;
  readonly unknowable: boolean;
  readonly bytes: number;
  readonly min: number;
  readonly max: number;
  /** V8's count. */
  readonly truth: number;
  /** By type, for a failure's table. */
  readonly ours: string;
  readonly theirs: string;
}

/** Figures over all cases of one engine. */
export interface Accuracy {
  /** Part of the synthetic structures within 1 % or 24 bytes. */
  readonly close: number;
  /** Part of what packages build within 10 %; NaN where there are none. */
  readonly packagesClose: number;
  /** Part of the structures with flat strings whose truth lies in the interval. */
  readonly inside: number;
  /** Half of the synthetic structures have a narrower interval than this part of their size. */
  readonly medianWidth: number;
  /** All structures with flat strings together, as a part of V8's sum. */
  readonly aggregate: number;
  readonly structures: number;
}

export const isClose = (item: Case): boolean => Math.abs(item.bytes - item.truth) <= Math.max(24, item.truth * 0.01);
export const isInside = (item: Case): boolean => item.min <= item.truth && item.truth <= item.max;
export const isWithinTenth = (item: Case): boolean => Math.abs(item.bytes - item.truth) <= item.truth * 0.1;

/** One line that says what is off. */
export const lineOf = (item: Case): string =>
  `${item.name}: V8 ${item.truth}, ours ${item.bytes} in [${item.min}, ${item.max}] | V8 ${item.theirs} | ours ${item.ours}`;

const part = <T>(list: readonly T[], test: (item: T) => boolean): number => list.filter(test).length / list.length;

/** The figures of one engine. */
export function accuracyOf(cases: readonly Case[]): Accuracy {
  const synthetic = cases.filter((item) => item.origin === 'synthetic');
  const flat = cases.filter((item) => item.flat);
  const widths = synthetic
    .filter((item) => item.flat && item.truth > 0)
    .map((item) => (item.max - item.min) / Math.max(1, item.bytes));
  widths.sort((a, b) => a - b);
  let ours = 0;
  let theirs = 0;
  for (const item of flat) {
    ours += item.bytes;
    theirs += item.truth;
  }
  return {
    close: part(synthetic, isClose),
    packagesClose: part(
      cases.filter((item) => item.origin === 'package'),
      isWithinTenth,
    ),
    inside: part(flat, isInside),
    medianWidth: widths[Math.floor(widths.length / 2)],
    aggregate: ours / theirs,
    structures: cases.length,
  };
}

/** What of the promises does not hold, as lines to read; none if all hold. */
export function brokenPromises(cases: readonly Case[]): string[] {
  const { close, packagesClose, inside, medianWidth, aggregate } = accuracyOf(cases);
  const broken: string[] = [];
  const say = (what: string, offenders: readonly Case[]): void => {
    broken.push([what, ...offenders.map((item) => `  ${lineOf(item)}`)].join('\n'));
  };
  const synthetic = cases.filter((item) => item.origin === 'synthetic');
  if (close < 0.9)
    say(
      'fewer than 90 % of the synthetic structures are within 1 % or 24 bytes',
      synthetic.filter((item) => !isClose(item)),
    );
  const unexplained = synthetic.filter((item) => !isClose(item) && !item.unknowable);
  if (unexplained.length > 0) say('off without a reason in the corpus', unexplained);
  const packages = cases.filter((item) => item.origin === 'package');
  if (packages.length > 0 && packagesClose < 0.7)
    say(
      'fewer than 70 % of what packages build is within 10 %',
      packages.filter((item) => !isWithinTenth(item)),
    );
  const data = cases.filter((item) => item.origin === 'data' && item.flat && !isWithinTenth(item));
  if (data.length > 0) say('read from files and not within 10 %', data);
  if (inside < 1)
    say(
      "V8's count is outside the range",
      cases.filter((item) => item.flat && !isInside(item)),
    );
  // It holds every history: fields that were doubles, objects from which a property was deleted.
  if (!(medianWidth < 0.2)) say(`the median range is ${(medianWidth * 100).toFixed(1)} % wide`, []);
  if (Math.abs(aggregate - 1) >= 0.03)
    say(`all structures together are ${((aggregate - 1) * 100).toFixed(1)} % off`, []);
  return broken;
}

/** A report or V8's count, as text by type. */
export const typesText = (
  rows: readonly { readonly type: string; readonly count: number; readonly bytes: number }[],
): string => rows.map((row) => `${row.type} ${row.count}: ${row.bytes}`).join(', ');
