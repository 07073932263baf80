/**
 * Reads hidden state through the inspector: private fields, and the internal slots of promises, proxies, bound
 * functions, generators and weak collections. Several objects are read together, since each message to the inspector
 * takes 10 to 30 µs.
 */
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { RevealedReference } from '../walk/walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import type { RemoteProperties, RemoteProperty } from '../platform/inspector-protocol.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { RemoteObjects } from './remote-objects.ts';

/** The references of one object; undefined if its state cannot be read. */
export type References = readonly RevealedReference[] | undefined;

/** The internal slots that hold what each kind of object owns. */
const SLOTS: Readonly<Partial<Record<HiddenKind, string>>> = {
  'promise-results': '[[PromiseResult]]',
  'proxy-targets': '[[Target]] [[Handler]]',
  'bound-arguments': '[[TargetFunction]] [[BoundThis]] [[BoundArgs]]',
  'generator-state': '[[GeneratorReceiver]] [[Scopes]]',
  'weak-map-entries': '[[Entries]]',
  'weak-set-entries': '[[Entries]]',
};

/** A reference whose object is not fetched yet. */
interface Unfetched {
  value: unknown;
  readonly name: string;
}

/** Reads hidden state of objects. */
export class SlotReader {
  readonly #remote: RemoteObjects;
  readonly #followsClosures: boolean;
  // Objects to fetch with the next message, and where to store them.
  #ids: string[] = nullPrototypeList();
  #places: Unfetched[] = nullPrototypeList();

  /** @param followsClosures whether to follow a closure's variables. */
  constructor(remote: RemoteObjects, followsClosures: boolean) {
    this.#remote = remote;
    this.#followsClosures = followsClosures;
  }

  /** Whether this kind of state can be read at all. */
  reads(kind: HiddenKind): boolean {
    return kind === 'private-fields' || SLOTS[kind] !== undefined || (kind === 'closures' && this.#followsClosures);
  }

  /** The references from one kind of hidden state, object by object. */
  read(objects: readonly object[], kind: HiddenKind): readonly References[] {
    const answers = nullPrototypeList<RevealedReference[] | undefined>();
    try {
      const ids = this.#remote.idsOf(objects);
      for (let i = 0; i < objects.length; i++) {
        const id = ids[i];
        answers[i] = id === undefined ? undefined : this.#readOne(this.#remote.propertiesOf(id), kind);
      }
      const fetched = this.#remote.objectsOf(this.#ids);
      for (let i = 0; i < this.#places.length; i++) this.#places[i].value = fetched[i];
    } finally {
      this.#ids = nullPrototypeList();
      this.#places = nullPrototypeList();
      this.#remote.release();
    }
    if (kind === 'private-fields') for (let i = 0; i < objects.length; i++) answers[i] = withoutMethods(answers[i]);
    return answers;
  }

  /** How many entries a WeakMap or WeakSet has. */
  entriesOf(collection: object): number | undefined {
    try {
      const id = this.#remote.idsOf([collection])[0];
      const entries = id === undefined ? undefined : slotOf(this.#remote.propertiesOf(id), '[[Entries]]');
      if (entries === undefined) return undefined;
      return this.#remote.listOf(entries, 'function (list) { list.length = this.length; }').length;
    } finally {
      this.#remote.release();
    }
  }

  #readOne(properties: RemoteProperties, kind: HiddenKind): RevealedReference[] | undefined {
    const into = nullPrototypeList<RevealedReference>();
    if (kind === 'private-fields') {
      const fields = properties.privateProperties;
      if (fields !== undefined) for (let i = 0; i < fields.length; i++) this.#takeField(fields[i], into);
      return into;
    }
    const isClosure = kind === 'closures';
    const slots = properties.internalProperties;
    if (slots === undefined) return into;
    // The reactions of a pending promise do not belong to it: a promise owns only its result.
    if (kind === 'promise-results' && stateOf(properties, '[[PromiseState]]') === 'pending') return into;
    // A finished generator keeps its variables, but the inspector does not show them.
    if (kind === 'generator-state' && stateOf(properties, '[[GeneratorState]]') === 'closed') return undefined;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i];
      if (!js.includes(isClosure ? '[[Scopes]]' : SLOTS[kind]!, slot.name)) continue;
      if (slot.name === '[[Scopes]]') this.#takeScopes(slot, isClosure, into);
      else if (slot.name === '[[BoundArgs]]') this.#takeList(slot, '', into);
      // A WeakMap does not own its keys, nor a WeakSet its elements.
      else if (slot.name === '[[Entries]]')
        this.#takeList(slot, kind === 'weak-map-entries' ? '.value' : undefined, into);
      else this.#take(slot, into);
    }
    return into;
  }

  /** A private field, even if it is undefined: other objects may hold something there. Not an accessor. */
  #takeField(field: RemoteProperty, into: RevealedReference[]): void {
    if (field.value?.type === 'undefined') into[into.length] = { name: field.name, value: undefined };
    else this.#take(field, into);
  }

  /** A property's value: a primitive is part of the message, an object is fetched later. */
  #take({ name, value: remote }: RemoteProperty, into: RevealedReference[]): void {
    if (remote === undefined || remote.type === 'undefined') return;
    const reference: Unfetched = { name, value: remote.value };
    into[into.length] = reference;
    if (remote.objectId !== undefined) {
      this.#ids[this.#ids.length] = remote.objectId;
      this.#places[this.#places.length] = reference;
    } else if (remote.unserializableValue !== undefined) {
      reference.value = primitiveOf(remote.unserializableValue);
    }
  }

  /** Takes the elements of an internal list, or a part of each; none if `part` is undefined. */
  #takeList(slot: RemoteProperty, part: '' | '.value' | undefined, into: RevealedReference[]): void {
    if (part === undefined || slot.value?.objectId === undefined) return;
    const list = this.#remote.listOf(
      slot.value.objectId,
      'function (list) { for (; list.length < this.length; list.length++) ' +
        `list[list.length] = this[list.length]${part}; }`,
    );
    for (let i = 0; i < list.length; i++) into[into.length] = { name: `${slot.name}[${i}]`, value: list[i] };
  }

  /**
   * Variables of the enclosing functions (`isClosure`), or of a suspended function itself. Global and module scope are
   * left out.
   */
  #takeScopes(scopes: RemoteProperty, isClosure: boolean, into: RevealedReference[]): void {
    if (scopes.value?.objectId === undefined) return;
    const { result: list } = this.#remote.propertiesOfList(scopes.value.objectId);
    for (let i = 0; i < list.length; i++) {
      const scope = list[i].value;
      if (scope?.objectId === undefined) continue;
      const kind = js.split(scope.description ?? '', ' ')[0];
      if (kind === 'Closure' && !isClosure) break;
      if (kind !== 'Closure' && kind !== 'Local' && kind !== 'Block' && kind !== 'Catch' && kind !== 'With') continue;
      const { result: variables } = this.#remote.propertiesOfList(scope.objectId);
      for (let k = 0; k < variables.length; k++) this.#take(variables[k], into);
      // A suspended function does not own the scopes around its own variables.
      if (kind === 'Local' && !isClosure) break;
    }
  }
}

function slotOf({ internalProperties }: RemoteProperties, name: string): string | undefined {
  for (let i = 0; i < (internalProperties?.length ?? 0); i++)
    if (internalProperties![i].name === name) return internalProperties![i].value?.objectId;
  return undefined;
}

function stateOf({ internalProperties }: RemoteProperties, name: string): unknown {
  for (let i = 0; i < (internalProperties?.length ?? 0); i++)
    if (internalProperties![i].name === name) return internalProperties![i].value?.value;
  return undefined;
}

/**
 * The inspector lists private methods among the fields, but they belong to the class. Their source begins with their
 * name.
 */
function withoutMethods(references: RevealedReference[] | undefined): RevealedReference[] | undefined {
  if (references === undefined) return undefined;
  const fields = nullPrototypeList<RevealedReference>();
  for (let i = 0; i < references.length; i++) {
    const { value } = references[i];
    if (typeof value !== 'function' || !js.matches(PRIVATE_METHOD, js.functionSource(value)))
      fields[fields.length] = references[i];
  }
  return fields;
}

const PRIVATE_METHOD = /^(?:async(?:\s|\/\*[^]*?\*\/)*)?(?:\*(?:\s|\/\*[^]*?\*\/)*)?#/;

/** Numbers and bigints that JSON cannot represent. */
function primitiveOf(text: string): unknown {
  const last = text.length - 1;
  return js.slice(text, last, last + 1) === 'n' ? BigInt(js.slice(text, 0, last)) : +text;
}
