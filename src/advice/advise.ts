/** advise: finds what in a value could be smaller, and by how much. */
import { Replaced } from './rules/by-place.ts';
import { StringCounter } from './rules/duplicate-strings.ts';
import { NumberScan } from './rules/number-type.ts';
import { RULES } from './rules/rules.ts';
import type { Proposal } from './proposal.ts';
import { Estimator } from './estimator.ts';
import { surveyOf } from './survey.ts';
import { max, round } from '../platform/math.ts';
import { layoutFact } from '../report/report-of.ts';
import { outlineOf } from '../measure/outlining.ts';
import { Advice } from './advice-report.ts';
import type { Finding } from './advice-report.ts';
import type { FindingKind } from './finding-kinds.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap, SafeSet, toArray } from '../platform/safe-collections.ts';
import { string } from '../platform/argument-checks.ts';
import { ownOptions, withOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { weighOptionsOf } from '../measure/options.ts';
import type { SizeOptions } from '../measure/options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';

/** What to examine, and which findings to report. */
export interface AdviseOptions extends Pick<SizeOptions, 'ignore' | 'layout' | 'reveal' | 'strings'> {
  /**
   * Findings that save fewer bytes are left out: a number, or a size such as `'64 KiB'`.
   *
   * @defaultValue 1 % of the value, but at least 1,024
   */
  readonly minBytes?: Size | undefined;
  /**
   * The name of the value in paths.
   *
   * @defaultValue `'value'`
   */
  readonly name?: string | undefined;
}

const ADVISE_NAMES: OptionNames<AdviseOptions> = {
  ignore: true,
  layout: true,
  reveal: true,
  strings: true,
  minBytes: true,
  name: true,
};

/** The default minimum saving in bytes: less is not worth a code change. */
const MIN_SAVING = 1024;

/**
 * Finds what takes more memory than necessary, and reports for each finding what to do and how much it saves,
 * largest saving first: duplicate strings, objects used as dictionaries, arrays of numbers, sparse arrays, fields that
 * are nearly always empty, tiny Maps and Sets, objects that would be smaller as columns, slices of large buffers,
 * strings with common prefixes, empty containers, Dates.
 *
 * `savedBytes` is measured: the replacement is built and weighed with the same estimates as `deepSizeOf`, for the
 * requested layout. For many similar objects, very long arrays and large tables, only some thousands are built and the
 * result is scaled, so the copies take a few megabytes at most, for a short time; a proposed typed array can hold all
 * numbers that were examined. The walk keeps an outline of the value until it is done. What two findings would both
 * save is counted once: the lighter one has `alternativeTo`.
 *
 * What JavaScript cannot see is assumed as in `deepSizeOf`, and `onlyIf` states it for findings that depend on it.
 * Equal strings of more than ten characters in plain objects and arrays are assumed not to be shared, as in parsed data
 * (pass `strings: 'once'` if yours are shared), and objects with 128 keys or more are assumed to be hash tables.
 * References from outside the value cannot be seen.
 *
 * No getter, trap or other code of the program is run, and the value is not changed.
 *
 * @param value any value.
 * @param options what to examine, and which findings to report.
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * const points = Array.from({ length: 1000 }, (_, i) => ({ x: i / 3, y: i / 7 }));
 * const [finding] = advise({ points }).findings;
 * finding.kind; // 'objects-by-column'
 * finding.path; // 'value.points'
 * finding.savedBytes; // bytes that typed arrays would save
 * console.log(String(advise({ points }))); // a list to read
 * ```
 */
export function advise(value: unknown, options?: AdviseOptions): Advice {
  const own = ownOptions('advise', ADVISE_NAMES, options);
  const { layout, strings } = weighOptionsOf(own);
  const name = own.name === undefined ? 'value' : string('name', own.name);
  const minBytes = own.minBytes === undefined ? undefined : bytesArgument('minBytes', own.minBytes);
  const { report, outline } = outlineOf(value, withOptions(own, { layout, strings }));
  const least = minBytes ?? max(MIN_SAVING, report.bytes / 100);
  const survey = surveyOf(outline, name);
  const estimator = new Estimator(layout, strings);
  keepCode(estimator);
  const kept = nullPrototypeList<Proposal & { readonly kind: FindingKind }>();
  for (let i = 0; i < RULES.length; i++) {
    const { kind, examine } = RULES[i];
    examine(survey, estimator, (proposal) => {
      if (proposal.before - proposal.after >= max(1, least)) kept[kept.length] = { kind, ...proposal };
    });
  }
  js.sort(toArray(kept), (a, b) => b.before - b.after - (a.before - a.after) || (a.path < b.path ? -1 : 1));
  const findings = toFindings(kept);
  let savedBytes = 0;
  for (let i = 0; i < findings.length; i++)
    if (findings[i].alternativeTo === undefined) savedBytes += findings[i].savedBytes;
  return new Advice({ bytes: report.bytes, savedBytes, findings, minBytes: round(least), layout: layoutFact(layout) });
}

/**
 * One of each structure that rules work with, of a small value: optimised code refers weakly to hidden classes, and a
 * full collection would discard it with them. (The same as in outlining.ts.)
 */
let kept: readonly unknown[] | undefined;

function keepCode(estimator: Estimator): void {
  if (kept !== undefined) return;
  const { outline } = outlineOf([{ name: 'a string of its own', list: [1.5, {}] }, new SafeMap()]);
  kept = [surveyOf(outline, 'value'), estimator, new StringCounter(), new Replaced(), new NumberScan()];
}

/** What a finding would replace, so that no byte is counted twice. */
interface Claim {
  readonly objects: ReadonlySet<object>;
  readonly strings: Proposal['strings'];
}

/** Turns proposals into findings in order; one that replaces the same things as a heavier one gets `alternativeTo`. */
function toFindings(proposals: readonly (Proposal & { readonly kind: FindingKind })[]): Finding[] {
  const claims = nullPrototypeList<Claim | undefined>();
  const findings = nullPrototypeList<Finding>();
  for (let i = 0; i < proposals.length; i++) {
    const { kind, path, count, before, after, reason, action, onlyIf, objects, strings } = proposals[i];
    let alternativeTo: number | undefined;
    for (let k = 0; k < i && alternativeTo === undefined; k++) {
      const claim = claims[k];
      if (claim !== undefined && overlaps(proposals[i], claim)) alternativeTo = k;
    }
    claims[i] = alternativeTo === undefined ? { objects: setOf(objects), strings } : undefined;
    const finding = {
      kind,
      path,
      count: round(count),
      bytes: round(before),
      savedBytes: round(before - after),
      reason,
      action,
    };
    findings[i] = {
      ...finding,
      ...(onlyIf === undefined ? {} : { onlyIf }),
      ...(alternativeTo === undefined ? {} : { alternativeTo }),
    };
  }
  return toArray(findings);
}

function setOf(objects: readonly object[] | undefined): Set<object> {
  const set = new SafeSet<object>();
  if (objects !== undefined) for (let i = 0; i < objects.length; i++) set.add(objects[i]);
  return set;
}

function overlaps({ objects, strings }: Proposal, claim: Claim): boolean {
  if (strings !== undefined && claim.strings?.place === strings.place) {
    if (strings.step === undefined || claim.strings.step === undefined || strings.step === claim.strings.step)
      return true;
  }
  if (objects !== undefined && claim.objects.size > 0)
    for (let i = 0; i < objects.length; i++) if (claim.objects.has(objects[i])) return true;
  return false;
}
