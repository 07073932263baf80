/** The options of all size checks. */
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import type { Size } from '../report/byte-size.ts';
import { SIZE_NAMES } from '../measure/options.ts';
import type { SampledOptions, SizeOptions } from '../measure/options.ts';
import { HIDDEN_KINDS } from '../inspect/hidden-kinds.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { received, typeError } from '../platform/argument-checks.ts';

/** What a check counts. */
export interface CheckOptions extends SizeOptions, SampledOptions {
  /**
   * Kinds of hidden state that the check may ignore, as in `report.hidden`, such as `'host-objects'`, or true for all.
   * The check then passes on a lower bound. Otherwise it follows hidden state with Node's inspector, and fails if state
   * that may keep bytes of the value cannot be followed, such as that of a Blob, or private fields in a browser.
   *
   * @defaultValue no kind is ignored
   */
  readonly allowHidden?: true | readonly HiddenKind[] | undefined;
}

/** What a check counts that compares a value with a limit. */
export interface FitOptions extends CheckOptions {
  /**
   * How sure a check must be to pass. `true`: no count that V8 may have, up to `report.range.max`, is over the limit.
   * That end of the range allows for what JavaScript cannot see of any object, such as equal strings that are not
   * shared and properties that were deleted, so it can be several times the best figure. `'likely'`: none up to
   * `report.likely.max`, which V8's count exceeds for one in twenty of the values that packages build. `false`: the
   * best figure decides.
   *
   * @defaultValue the best figure decides, and a warning says, once for each name, that a value passed whose likely
   * size is over the limit: on the diagnostics channel `heapscale:uncertain` if it has subscribers, otherwise as a
   * process warning with the code HEAPSCALE_UNCERTAIN
   */
  readonly certain?: boolean | 'likely' | undefined;
}

/** The tolerance of a size, in both directions. */
export interface Within {
  /**
   * A share such as `'5%'` of the expected size, a size such as `'2 KiB'`, or a number of bytes.
   *
   * @defaultValue `0`: exact to the byte
   */
  readonly within?: Size | undefined;
}

/** What to count, and the tolerance. */
export interface WeightOptions extends CheckOptions, Within {}

/** The option names of every check. */
export const CHECK_NAMES: OptionNames<CheckOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, {
  sample: true as const,
  allowHidden: true as const,
});

/** The option names of a check with a limit. */
export const FIT_NAMES: OptionNames<FitOptions> = /* @__PURE__ */ addNames(CHECK_NAMES, { certain: true as const });

/** The option names of a check with a tolerance. */
export const WEIGHT_NAMES: OptionNames<WeightOptions> = /* @__PURE__ */ addNames(CHECK_NAMES, {
  within: true as const,
});

/** Reads the options of a check; `caller` is the name of the public function. */
export function checkOptionsOf(caller: string, options: CheckOptions | undefined): CheckOptions {
  return ownOptions(caller, CHECK_NAMES, options);
}

/** The same for a check with a limit. */
export function fitOptionsOf(caller: string, options: FitOptions | undefined): FitOptions {
  return ownOptions(caller, FIT_NAMES, options);
}

/** How sure a check must be; `ownOptions` has read the options. */
export function certaintyOf({ certain }: FitOptions): FitOptions['certain'] {
  if (certain !== undefined && typeof certain !== 'boolean' && certain !== 'likely')
    throw typeError('certain', "true, false or 'likely'", certain);
  return certain;
}

/** The same for a check with a tolerance. */
export function weightOptionsOf(caller: string, options: WeightOptions | undefined): WeightOptions {
  return ownOptions(caller, WEIGHT_NAMES, options);
}

/** The kinds of hidden state that a check may ignore; `ownOptions` has read the `options`. */
export function allowedOf({ allowHidden }: CheckOptions): readonly HiddenKind[] {
  if (allowHidden === undefined) return [];
  if (allowHidden === true) return HIDDEN_KINDS;
  if (!Array.isArray(allowHidden))
    throw typeError('allowHidden', 'true or a list of kinds of hidden state', allowHidden);
  for (const kind of allowHidden as readonly HiddenKind[]) {
    if (!HIDDEN_KINDS.includes(kind))
      throw new TypeError(`allowHidden must list kinds of hidden state, as in report.hidden; got ${received(kind)}`);
  }
  return allowHidden as readonly HiddenKind[];
}
