/** The visit of a function: its own properties, and what of its hidden state belongs to it. */
import { readClassSource } from '../inspect/class-source.ts';
import { Kind } from '../inspect/kinds.ts';
import { functionInfo, readFunction, subclassInfoOf } from '../inspect/read-function.ts';
import type { WalkState } from './walk-state.ts';

/** Visits a function, or a class. */
export function visitFunction(state: WalkState, value: object): void {
  const facts = state.reset();
  const hidden = readFunction(state, value, facts);
  state.objects++;
  state.visitor.object(value, Kind.function, functionInfo, facts);
  const info = subclassInfoOf(value);
  // To describe a function, the inspector would create its `prototype`, which V8 makes on first access.
  if ((info !== undefined && info.privateSlots > 0) || (state.reveal !== undefined && facts.variant !== 1))
    state.privateFields(value, info ?? functionInfo);
  if (facts.variant === 2 && readClassSource(value).staticPrivate)
    state.hidden(value, 'private-fields', functionInfo.name);
  if (hidden !== undefined) state.hidden(value, hidden, functionInfo.name);
}
