/**
 * Hidden state in a check. A size that lacks private fields, the target of a Proxy or the like is a lower bound, and no
 * check passes on one: the state is followed where the platform can (Node's inspector), and else the check fails and
 * says what it lacks.
 */
import { revealHidden } from '../reveal/reveal-hidden.ts';
import type { HiddenReveal } from '../reveal/reveal-hidden.ts';
import { formatCount } from '../report/table.ts';
import type { HiddenRow } from '../report/report-data.ts';
import type { SizeReport } from '../report/size-report.ts';
import { hiddenLabelOf, mayKeepBytes } from '../inspect/hidden-kinds.ts';
import { HIDDEN_REASONS } from './hidden-reasons.ts';

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
        `not certain: ${hiddenLabelOf(kind)} of ${formatCount(count)} ${count === 1 ? 'object' : 'objects'} (${types.join(', ')}) could not be followed${
          kind in HIDDEN_REASONS ? `: ${HIDDEN_REASONS[kind]}` : ''
        }`,
    ),
    `so the size is a lower bound: pass { reveal: true } in Node, ask V8 (toFitInExactly, or exactSizeOf of heapscale/node), or accept it with { allowHidden: [${kinds}] }`,
  ];
}
