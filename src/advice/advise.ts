/** advise: what in a value could be smaller, and by how much. */
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
import { nullPrototypeList, SafeSet, toArray } from '../platform/safe-collections.ts';
import { string } from '../platform/argument-checks.ts';
import { ownOptions, withOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { weighOptionsOf } from '../measure/options.ts';
import type { SizeOptions } from '../measure/options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';

/** What to look at, and what is worth reporting. */
export interface AdviseOptions extends Pick<SizeOptions, 'ignore' | 'layout' | 'reveal' | 'strings'> {
  /**
   * Findings that would save fewer bytes are left out: a number, or a size such as `'64 KiB'`.
   *
   * @defaultValue 1 % of the value, and at least 1,024
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

/** Less than this is not worth a change of code. */
const LEAST = 1024;

/**
 * Looks for what takes more memory than it must, and reports for each finding what to do and how much that saves,
 * heaviest saving first: duplicate strings, objects used as dictionaries, arrays of numbers, sparse arrays, fields that
 * are nearly always empty, tiny Maps and Sets, objects that would be smaller by columns, slices of large buffers,
 * strings with common prefixes, empty containers.
 *
 * `savedBytes` is no rule of thumb: the replacement is built and weighed by the same estimator as `deepSizeOf`, for the
 * layout that was asked for. Of many alike objects, and of very long arrays and large tables, some thousands are built
 * and the rest is scaled, so the copies take a few megabytes at most for a short time; a typed array that is proposed
 * holds all numbers that were looked at. The walk keeps an outline of the value until it is done. What two findings
 * would both save is counted once: the lighter one has `alternativeTo`.
 *
 * What JavaScript cannot see is taken as `deepSizeOf` takes it, and a finding that depends on it says so in `onlyIf`:
 * equal strings of more than ten characters in plain objects and arrays are taken as not shared, as parsed data are
 * (say `strings: 'once'` if yours are not), and objects of 128 keys or more for hash tables. Whether something outside
 * the value holds a part of it nobody can see.
 *
 * No getter, trap or other code of the program is run, and the value stays as it is.
 *
 * @param value any value.
 * @param options what to leave out, what is worth reporting.
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * const points = Array.from({ length: 1000 }, (_, i) => ({ x: i / 3, y: i / 7 }));
 * const [finding] = advise({ points }).findings;
 * finding.kind; // 'objects-by-column'
 * finding.path; // 'value.points'
 * finding.savedBytes; // what typed arrays instead of objects would save
 * console.log(String(advise({ points }))); // a list to read
 * ```
 */
export function advise(value: unknown, options?: AdviseOptions): Advice {
  const own = ownOptions('advise', ADVISE_NAMES, options);
  const { layout, strings } = weighOptionsOf(own, true);
  const name = own.name === undefined ? 'value' : string('name', own.name);
  const minBytes = own.minBytes === undefined ? undefined : bytesArgument('minBytes', own.minBytes);
  const { report, outline } = outlineOf(value, withOptions(own, { layout, strings }));
  const least = minBytes ?? max(LEAST, report.bytes / 100);
  const survey = surveyOf(outline, name);
  const estimator = new Estimator(layout, strings);
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

/** What a finding would replace, so that no byte is promised twice. */
interface Claim {
  readonly objects: ReadonlySet<object>;
  readonly texts: Proposal['texts'];
}

/** Findings of proposals in their order; which of them would replace what a heavier one has replaced already. */
function toFindings(proposals: readonly (Proposal & { readonly kind: FindingKind })[]): Finding[] {
  const claims = nullPrototypeList<Claim | undefined>();
  const findings = nullPrototypeList<Finding>();
  for (let i = 0; i < proposals.length; i++) {
    const { kind, path, count, before, after, reason, action, onlyIf, objects, texts } = proposals[i];
    let alternativeTo: number | undefined;
    for (let k = 0; k < i && alternativeTo === undefined; k++) {
      const claim = claims[k];
      if (claim !== undefined && meets(proposals[i], claim)) alternativeTo = k;
    }
    claims[i] = alternativeTo === undefined ? { objects: setOf(objects), texts } : undefined;
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

function meets({ objects, texts }: Proposal, claim: Claim): boolean {
  if (texts !== undefined && claim.texts?.place === texts.place) {
    if (texts.step === undefined || claim.texts.step === undefined || texts.step === claim.texts.step) return true;
  }
  if (objects !== undefined && claim.objects.size > 0)
    for (let i = 0; i < objects.length; i++) if (claim.objects.has(objects[i])) return true;
  return false;
}
