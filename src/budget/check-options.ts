/** The options that all checks of sizes have: what to count of the value. */
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import type { Size } from '../report/byte-size.ts';
import { SIZE_NAMES } from '../measure/options.ts';
import type { SampledOptions, SizeOptions } from '../measure/options.ts';
import { HIDDEN_KINDS } from '../inspect/hidden-kinds.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { received, typeError } from '../platform/argument-checks.ts';

/** What to count of a value that is checked. */
export interface CheckOptions extends SizeOptions, SampledOptions {
  /**
   * Hidden state that the check may leave out: kinds as in `report.hidden`, such as `'host-objects'`, or true for all.
   * The check then passes on a lower bound. Without it a check follows hidden state by Node's inspector, and fails if
   * some that may keep bytes of the value could not be followed, such as that of a Blob, or private fields in a
   * browser.
   *
   * @defaultValue none
   */
  readonly allowHidden?: true | readonly HiddenKind[] | undefined;
}

/** How much a size may be off, either way. */
export interface Within {
  /**
   * A share such as `'5%'` of the expected size, a size such as `'2 KiB'`, or a number of bytes.
   *
   * @defaultValue `0`: to the byte
   */
  readonly within?: Size | undefined;
}

/** What to count, and how far off the size may be. */
export interface WeightOptions extends CheckOptions, Within {}

/** The options of every check. */
export const CHECK_NAMES: OptionNames<CheckOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, {
  sample: true as const,
  allowHidden: true as const,
});

/** The options of a check that allows a distance. */
export const WEIGHT_NAMES: OptionNames<WeightOptions> = /* @__PURE__ */ addNames(CHECK_NAMES, {
  within: true as const,
});

/** Reads the options of a check; `caller` is the function as the user calls it. */
export function checkOptionsOf(caller: string, options: CheckOptions | undefined): CheckOptions {
  return ownOptions(caller, CHECK_NAMES, options);
}

/** The same for a check that allows a distance. */
export function weightOptionsOf(caller: string, options: WeightOptions | undefined): WeightOptions {
  return ownOptions(caller, WEIGHT_NAMES, options);
}

/** The kinds of hidden state that a check may leave out; `options` were read by `ownOptions`. */
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
