/** A reference in a snapshot as printed: one of the program as in the paths of a report, V8's own in parentheses. */
import { formatHidden, formatProperty } from '../paths/path-text.ts';
import { edgeName } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** The name of a symbol's property, as V8 writes it. */
const SYMBOL = /^<symbol ?([^]*)>$/;

/** `.name`, `[3]`, `(closure variable) name`, or V8's internal name in parentheses; '' if it has none. */
export function edgeText(snapshot: HeapSnapshot, edge: number): string {
  const { edgeType, edgeTypes, edgeNameOrIndex } = snapshot;
  const kind = edgeTypes[edgeType[edge]];
  if (kind === 'element') return `[${edgeNameOrIndex[edge]}]`;
  if (kind === 'hidden') return '(hidden)';
  const name = edgeName(snapshot, edge);
  if (kind === 'property') {
    const description = SYMBOL.exec(name)?.[1];
    if (description !== undefined) return formatProperty(Symbol(description));
    return name.startsWith('#') ? formatHidden(name) : formatProperty(name);
  }
  if (kind === 'context') return `(closure variable) ${name}`;
  if (name === '' || /^\d+$/.test(name)) return '';
  return /^\d+ \/ part of key \(/.test(name) ? '(WeakMap value)' : `(${name})`;
}
