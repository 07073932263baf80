/**
 * Hidden state in a check. A size that lacks private fields, the target of a Proxy or the like is a lower bound, and no check passes
 * on one: the state is followed where the platform can (Node's inspector), and else the check fails and says what it lacks.
 */
import { revealHidden } from '../heap/reveal.ts';
import type { HiddenReveal } from '../heap/reveal.ts';
import { formatCount } from '../report/table.ts';
import type { HiddenRow, SizeReport } from '../report/size-report.ts';
import { HIDDEN_BYTES, mayKeepBytes } from '../report/hidden-bytes.ts';
import { HIDDEN_KINDS } from '../inspect/hidden-kinds.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { DeepSizeOptions } from '../measure/weighing.ts';

/** What a check counts, and what it accepts not to see. */
export interface CheckOptions extends DeepSizeOptions {
  /**
   * Hidden state that the check may leave out: kinds as in `report.hidden`, or true for all. The check then passes on a lower bound.
   * Without it a check follows hidden state by Node's inspector, and fails if some that may keep bytes of the value could not be
   * followed, such as that of a Blob, or private fields in a browser.
   *
   * @defaultValue none
   */
  readonly allowHidden?: true | readonly HiddenKind[] | undefined;
}

/**
 * The options without those of the check alone, and the kinds that may stay hidden.
 *
 * @throws {TypeError} if `allowHidden` is not true or a list of kinds.
 */
export function splitOptions<Options extends CheckOptions>({ allowHidden = [], ...options }: Options) {
  if (allowHidden !== true && !Array.isArray(allowHidden))
    throw new TypeError(`allowHidden must be true or a list of kinds of hidden state; got ${String(allowHidden)}`);
  for (const kind of allowHidden === true ? [] : allowHidden)
    if (!HIDDEN_KINDS.includes(kind as HiddenKind))
      throw new TypeError(`allowHidden must name kinds of hidden state; got '${String(kind)}'`);
  return { options, allowed: (allowHidden === true ? HIDDEN_KINDS : allowHidden) as readonly string[] };
}

/** The rows of a report that leave the answer open. */
export function unseenOf({ hidden }: SizeReport, allowed: readonly string[]): readonly HiddenRow[] {
  return hidden.filter(({ kind, types }) => mayKeepBytes(kind, types) && !allowed.includes(kind));
}

/** Follows hidden state by the inspector; undefined where there is none. */
export function revealIfPossible(): HiddenReveal | undefined {
  try {
    return revealHidden();
  } catch {
    return undefined;
  }
}

/** What was not seen, in a sentence each, and what to do about it. */
export function explainUnseen(rows: readonly HiddenRow[]): string[] {
  if (rows.length === 0) return [];
  const kinds = [...new Set(rows.map(({ kind }) => `'${kind}'`))].join(', ');
  return [
    ...rows.map(
      ({ kind, count, types }) =>
        `not certain: ${kind} of ${formatCount(count)} ${count === 1 ? 'object' : 'objects'} (${types.join(', ')}) could not be followed${
          kind in HIDDEN_BYTES ? `: ${HIDDEN_BYTES[kind as HiddenKind].reason}` : ''
        }`,
    ),
    `so the size is a lower bound: pass { reveal: revealHidden() } of heapscale/node where there is an inspector, ask V8 (toFitInExactly, or exactSizeOf of heapscale/node), or accept it with { allowHidden: [${kinds}] }`,
  ];
}
