/**
 * Reads private fields of many objects of one class at a time. The inspector takes some 50 µs to describe one object.
 * In code that a debugger evaluates, however, V8 compiles `object.#field` outside its class (`ParsingWhileDebugging` in
 * src/parsing/parser-base.h), and reads it in half a microsecond. So the code is run as a breakpoint condition: V8
 * evaluates it in the frame that reaches the breakpoint, and since the result is `false` nothing pauses.
 * `Debugger.evaluateOnCallFrame` would need a pause, in which an attached client takes over; `Runtime.evaluate` accepts
 * private names only with `replMode`, whose promise aborts Node 22 when it is collected.
 *
 * Private names in such code must be at its top level, outside functions and blocks: hence one `for` without
 * declarations.
 */
import * as js from '../platform/intrinsics.ts';
import type { RevealedReference } from '../walk/walk-state.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import type { References } from './internal-slots.ts';
import type { RemoteObjects } from './remote-objects.ts';

/** The data that the condition works on. */
interface Batch {
  readonly objects: readonly object[];
  readonly count: number;
  /** The index of the current object: where an error ended the condition. */
  at: number;
  /** The values of all fields, object by object. */
  readonly values: unknown[];
}

/** Objects that lack a field are left to the inspector; after so many in a batch, so is the rest. */
const MAX_FAILURES = 8;

const IDENTIFIER = /^#[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Reads fields while the debugger is on. */
export class FieldReader {
  readonly #remote: RemoteObjects;
  readonly #probes = new SafeMap<string, (batch: Batch) => unknown>();
  #breakpoints: string[] = nullPrototypeList();
  #isEnabled = false;

  constructor(remote: RemoteObjects) {
    this.#remote = remote;
  }

  /** Whether the debugger is on, so that another batch costs little. */
  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  /**
   * True if the names can be read this way: each is an identifier, and none occurs twice, which V8 rejects as
   * ambiguous.
   */
  static accepts(names: readonly string[]): boolean {
    for (let i = 0; i < names.length; i++) {
      if (!js.matches(IDENTIFIER, names[i])) return false;
      for (let k = 0; k < i; k++) if (names[k] === names[i]) return false;
    }
    return names.length > 0;
  }

  /**
   * The fields of each object; undefined for an object that could not be read, for example because it lacks a field.
   */
  read(objects: readonly object[], names: readonly string[]): References[] {
    const probe = this.#probeFor(names);
    const batch: Batch = { objects, count: objects.length, at: 0, values: nullPrototypeList() };
    const answers = nullPrototypeList<References>();
    for (let failures = 0; batch.at < batch.count && failures < MAX_FAILURES; failures++, batch.at++) {
      const from = batch.at;
      probe(batch);
      for (let i = from; i < batch.at; i++) answers[i] = fieldsOf(batch.values, i, names);
      if (batch.at < batch.count) answers[batch.at] = undefined;
    }
    for (let i = batch.at; i < batch.count; i++) answers[i] = undefined;
    return answers;
  }

  #probeFor(names: readonly string[]): (batch: Batch) => unknown {
    if (!this.#isEnabled) {
      this.#isEnabled = true;
      this.#remote.inspector.enableDebugger();
    }
    let key = '';
    let reads = '';
    for (let k = 0; k < names.length; k++) {
      key += names[k];
      reads += `${k === 0 ? '' : ', '}b.values[b.at * ${names.length} + ${k}] = b.objects[b.at].${names[k]}`;
    }
    const known = this.#probes.get(key);
    if (known !== undefined) return known;
    const { made, objectId } = this.#remote.makeFunction('b => b');
    this.#breakpoints[this.#breakpoints.length] = this.#remote.inspector.post('Debugger.setBreakpointOnFunctionCall', {
      objectId,
      condition: `for (; b.at < b.count; b.at++) ${reads}; false`,
    }).breakpointId;
    this.#remote.release();
    this.#probes.set(key, made as (batch: Batch) => unknown);
    return made as (batch: Batch) => unknown;
  }

  /** Switches the debugger off. */
  disable(): void {
    if (!this.#isEnabled) return;
    this.#isEnabled = false;
    this.#probes.clear();
    const { inspector } = this.#remote;
    for (let i = 0; i < this.#breakpoints.length; i++)
      inspector.post('Debugger.removeBreakpoint', { breakpointId: this.#breakpoints[i] });
    this.#breakpoints = nullPrototypeList();
    inspector.disableDebugger();
  }
}

function fieldsOf(values: readonly unknown[], at: number, names: readonly string[]): RevealedReference[] {
  const fields = nullPrototypeList<RevealedReference>();
  for (let k = 0; k < names.length; k++) fields[k] = { name: names[k], value: values[at * names.length + k] };
  return fields;
}
