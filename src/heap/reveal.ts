/**
 * Follows, by Node's inspector in the same thread, what JavaScript cannot reach: private fields, Promise results, entries
 * of WeakMaps and WeakSets, Proxy targets, bound arguments, generators. An object is only asked about when the walk
 * says that it hides something, so an ordinary graph costs nothing more; one question takes about a tenth of a millisecond.
 */
import { boolean } from '../platform/argument-checks.ts';
import { builtinModule } from '../platform/builtin-module.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import type { Reveal, RevealedReference } from '../walk/walk-state.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { inspectorSession, postNow } from './session.ts';

/** What to follow in addition. */
export interface RevealOptions {
  /**
   * Also follow the variables that closures keep, which belong to no value otherwise.
   *
   * @defaultValue `false`
   */
  readonly closures?: boolean | undefined;
}

const REVEAL_NAMES: OptionNames<RevealOptions> = { closures: true };

/** A value of the inspector's protocol, as far as it is read here. */
interface RemoteObject {
  readonly type: string;
  readonly objectId?: string;
}
interface RemoteProperty {
  readonly name: string;
  readonly value?: RemoteObject;
}
interface Properties {
  readonly internalProperties?: readonly RemoteProperty[];
  readonly privateProperties?: readonly RemoteProperty[];
}

/** Reveals hidden state until it is closed. */
export interface HiddenReveal extends Reveal {
  /** Lets go of what the inspector was shown. */
  close(): void;
}

const GROUP = 'heapscale';

/** The module by which an object is passed. */
const PLACE = 'node:inspector';

let reveals = 0;

/** Internal properties that hold what an object of each kind owns. */
const INTERNAL: Readonly<Partial<Record<HiddenKind, readonly string[]>>> = {
  'promise-results': ['[[PromiseResult]]'],
  'proxy-targets': ['[[Target]]', '[[Handler]]'],
  'bound-arguments': ['[[TargetFunction]]', '[[BoundThis]]', '[[BoundArgs]]'],
  'generator-state': ['[[GeneratorReceiver]]', '[[Scopes]]'],
  'weak-map-entries': ['[[Entries]]'],
  'weak-set-entries': ['[[Entries]]'],
};

/**
 * An adapter for `deepSizeOf(value, { reveal: revealHidden() })`. What it follows is no longer listed as hidden.
 *
 * The inspector describes what it is shown, and describes an error by its stack: an error that hides something, or is a
 * property of what does, has its stack formatted, by `Error.prepareStackTrace` if there is one. `deepSizeOf` without
 * `reveal` never does that.
 *
 * Not followed: WeakRef targets, which a WeakRef does not own; iterators; what waits for a pending promise; state of the platform's own objects.
 *
 * @throws {TypeError} if an option is invalid.
 * @throws {Error} if there is no inspector in this thread: a browser, or Node built without it.
 * @example
 * ```ts
 * const reveal = revealHidden();
 * deepSizeOf(cache, { reveal }).bytes;
 * reveal.close();
 * ```
 */
export function revealHidden(options?: RevealOptions): HiddenReveal {
  const followsClosures = boolean('closures', ownOptions('revealHidden', REVEAL_NAMES, options).closures, false);
  const session = inspectorSession();
  // One holder is made known to the inspector once; each object is then passed through it.
  const holder: { value: unknown; taken: unknown[] } = { value: undefined, taken: [] };
  const holderGroup = `heapscale holder ${++reveals}`;
  const holderId = idOf(holder, holderGroup);

  function post<T>(method: string, params: object): T {
    return postNow<T>(session, method, params);
  }

  /** Calls a function on a remote object, with the holder as its argument. */
  function call(objectId: string, source: string): RemoteObject {
    return post<{ result: RemoteObject }>('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: source,
      arguments: [{ objectId: holderId }],
      objectGroup: GROUP,
    }).result;
  }

  function propertiesOf(objectId: string): Properties {
    return post<Properties>('Runtime.getProperties', { objectId, ownProperties: true, nonIndexedPropertiesOnly: true });
  }

  /** The value of a remote property as a value of this program. */
  function take({ name, value: remote }: RemoteProperty, into: RevealedReference[]): void {
    if (remote === undefined || remote.type === 'undefined') return;
    if (remote.objectId === undefined) {
      if ('value' in remote) into.push({ name, value: remote.value });
      else if ('unserializableValue' in remote)
        into.push({ name, value: primitiveOf(String(remote.unserializableValue)) });
      return;
    }
    call(remote.objectId, 'function (holder) { "use strict"; holder.taken.push(this); }');
    for (const value of holder.taken.splice(0)) into.push({ name, value });
  }

  /** The entries of an internal list: of a WeakMap the values, for its keys belong to others. */
  function takeList(property: RemoteProperty, source: string, into: RevealedReference[]): void {
    if (property.value?.objectId === undefined) return;
    call(property.value.objectId, source);
    for (const value of holder.taken.splice(0)) into.push({ name: `${property.name}[${into.length}]`, value });
  }

  function referencesOf(value: object, kind: HiddenKind): readonly RevealedReference[] | undefined {
    const isClosure = kind === 'closures' && followsClosures;
    if (kind !== 'private-fields' && !isClosure && INTERNAL[kind] === undefined) return undefined;
    holder.value = value;
    try {
      const id = call(holderId, 'function () { return this.value; }').objectId;
      if (id === undefined) return undefined;
      const properties = propertiesOf(id);
      const found: RevealedReference[] = [];
      if (kind === 'private-fields') {
        for (const property of properties.privateProperties ?? []) take(property, found);
        return found;
      }
      // What waits for a pending promise is kept by it, and the inspector does not show that.
      if (kind === 'promise-results' && isPending(properties)) return undefined;
      const wanted = isClosure ? ['[[Scopes]]'] : INTERNAL[kind]!;
      for (const property of properties.internalProperties ?? []) {
        if (!wanted.includes(property.name)) continue;
        if (property.name === '[[Entries]]') {
          takeList(
            property,
            kind === 'weak-map-entries'
              ? 'function (holder) { for (let i = 0; i < this.length; i++) holder.taken.push(this[i].value); }'
              : 'function () {}',
            found,
          );
        } else if (property.name === '[[Scopes]]') {
          takeScopes(property, isClosure, found);
        } else if (property.name === '[[BoundArgs]]') {
          takeList(
            property,
            'function (holder) { for (let i = 0; i < this.length; i++) holder.taken.push(this[i]); }',
            found,
          );
        } else {
          take(property, found);
        }
      }
      return found;
    } finally {
      holder.value = undefined;
      post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
    }
  }

  /** Variables of the functions around (`outer`), or of a suspended function itself; the global scope and the module's own are the program's. */
  function takeScopes(scopes: RemoteProperty, outer: boolean, into: RevealedReference[]): void {
    if (scopes.value?.objectId === undefined) return;
    const list = post<{ result: readonly (RemoteProperty & { value?: { description?: string } })[] }>(
      'Runtime.getProperties',
      { objectId: scopes.value.objectId, ownProperties: true },
    ).result;
    for (const scope of list) {
      if (scope.value?.objectId === undefined) continue;
      const kind = /^\w*/.exec(scope.value.description ?? '')![0];
      if (kind === 'Closure' && !outer) break;
      if (kind !== 'Closure' && kind !== 'Local' && kind !== 'Block' && kind !== 'Catch' && kind !== 'With') continue;
      const variables = post<{ result: readonly RemoteProperty[] }>('Runtime.getProperties', {
        objectId: scope.value.objectId,
        ownProperties: true,
      }).result;
      for (const variable of variables) take(variable, into);
      // What stands around a suspended function's own variables belongs to others.
      if (kind === 'Local' && !outer) break;
    }
  }

  function entriesOf(value: object): number | undefined {
    holder.value = value;
    try {
      const id = call(holderId, 'function () { return this.value; }').objectId;
      const entries = propertiesOf(id!).internalProperties?.find(({ name }) => name === '[[Entries]]')?.value?.objectId;
      if (entries === undefined) return undefined;
      call(entries, 'function (holder) { holder.taken.push(this.length); }');
      return holder.taken.pop() as number;
    } finally {
      holder.value = undefined;
      post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
    }
  }

  return {
    referencesOf,
    entriesOf,
    close: () => void postNow(session, 'Runtime.releaseObjectGroup', { objectGroup: holderGroup }),
  };
}

/**
 * Makes an object known to the inspector. It is passed by a property of a module of Node's own, which is the same object in every
 * vm context, such as the one in which Jest runs a test; the inspector evaluates in the main context, whose global is another.
 */
function idOf(value: object, objectGroup: string): string {
  const key = `${objectGroup} ${Math.random()}`;
  const place = builtinModule<Record<string, unknown>>(PLACE)!;
  place[key] = value;
  try {
    const { result } = postNow<{ result: RemoteObject }>(inspectorSession(), 'Runtime.evaluate', {
      expression: `process.getBuiltinModule(${JSON.stringify(PLACE)})[${JSON.stringify(key)}]`,
      objectGroup,
    });
    if (result.objectId === undefined) throw new Error('the inspector does not see the objects of this program');
    return result.objectId;
  } finally {
    delete place[key];
  }
}

function isPending({ internalProperties = [] }: Properties): boolean {
  return internalProperties.some(
    ({ name, value }) => name === '[[PromiseState]]' && (value as { value?: unknown } | undefined)?.value === 'pending',
  );
}

/** Numbers and bigints that JSON cannot write. */
function primitiveOf(text: string): unknown {
  return text.endsWith('n') ? BigInt(text.slice(0, -1)) : Number(text);
}
