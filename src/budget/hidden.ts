/**
 * Hidden state in checks. A size that lacks private fields, Proxy targets and the like is a lower bound, on which no
 * check passes: the state is followed with Node's inspector if available, otherwise the check fails and lists what is
 * missing.
 */
import { isNode } from '../platform/builtin-module.ts';
import { revealHidden } from '../reveal/reveal-hidden.ts';
import type { HiddenReveal } from '../reveal/reveal-hidden.ts';
import { formatCount } from '../report/table.ts';
import type { HiddenRow } from '../report/report-data.ts';
import type { SizeReport } from '../report/size-report.ts';
import { hiddenLabelOf, mayKeepBytes } from '../inspect/hidden-kinds.ts';
import { HIDDEN_REASONS } from './hidden-reasons.ts';

/** The rows of a report that leave the answer open. */
export function unseenOf({ hidden }: SizeReport, allowed: readonly string[]): readonly HiddenRow[] {
  // By index, for every check comes by here: an iterator or a method of arrays can be patched.
  const unseen: HiddenRow[] = [];
  for (let i = 0; i < hidden.length; i++) {
    const { kind, types } = hidden[i];
    let isAllowed = !mayKeepBytes(kind, types);
    for (let k = 0; k < allowed.length; k++) if (allowed[k] === kind) isAllowed = true;
    if (!isAllowed) unseen[unseen.length] = hidden[i];
  }
  return unseen;
}

/** Follows hidden state with the inspector; undefined if there is no inspector. */
export function revealIfPossible(): HiddenReveal | undefined {
  try {
    return revealHidden();
  } catch {
    return undefined;
  }
}

/** One line for each kind of hidden state, and what to do about it. */
export function explainUnseen(rows: readonly HiddenRow[]): string[] {
  if (rows.length === 0) return [];
  const kinds = [...new Set(rows.map(({ kind }) => `'${kind}'`))].join(', ');
  return [
    ...rows.map(
      ({ kind, count, types }) =>
        `not certain: ${hiddenLabelOf(kind)} of ${formatCount(count)} ${count === 1 ? 'object' : 'objects'} ` +
        `(${types.join(', ')}) could not be followed` +
        (kind in HIDDEN_REASONS ? `: ${HIDDEN_REASONS[kind]}` : ''),
    ),
    `so the size is a lower bound: ` +
      `${isNode() ? 'pass { reveal: true }, ask V8 (toFitInExactly)' : 'check it in Node'}, ` +
      `or accept it with { allowHidden: [${kinds}] }`,
  ];
}
