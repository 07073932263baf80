/**
 * Follows, by Node's inspector in the same thread, what JavaScript cannot reach: private fields, Promise results, entries
 * of WeakMaps and WeakSets, Proxy targets, bound arguments, generators. An object is only asked about when the walk
 * says that it hides something, so an ordinary graph costs nothing more; one question takes about a tenth of a millisecond.
 */
import { Session } from 'node:inspector';
import type { Reveal } from '../walk/frontier.ts';
import type { HiddenKind } from '../walk/visitor.ts';

/** What to follow beside the usual. */
export interface RevealOptions {
  /** Also follow the variables that closures keep; the contract counts them to nobody. Default false. */
  readonly closures?: boolean | undefined;
}

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
  /** Disconnects from the inspector. */
  close(): void;
}

const GROUP = 'heapscale';

/** Internal properties that hold what an object of each kind owns. */
const INTERNAL: Readonly<Partial<Record<HiddenKind, readonly string[]>>> = {
  'Promise results': ['[[PromiseResult]]'],
  'Proxy targets': ['[[Target]]', '[[Handler]]'],
  'bound arguments': ['[[TargetFunction]]', '[[BoundThis]]', '[[BoundArgs]]'],
  'generator state': ['[[GeneratorReceiver]]', '[[Scopes]]'],
  'WeakMap entries': ['[[Entries]]'],
  'WeakSet entries': ['[[Entries]]'],
};

/**
 * An adapter for `deepSizeOf(value, { reveal: revealHidden() })`. What it follows is no longer listed as hidden.
 *
 * The inspector describes what it is shown, and describes an error by its stack: an error that hides something, or is a
 * property of what does, has its stack formatted, by `Error.prepareStackTrace` if there is one. `deepSizeOf` without
 * `reveal` never does that.
 *
 * Not followed: WeakRef targets, which a WeakRef does not own; iterators; state of the platform's own objects.
 *
 * @throws {Error} if Node was built without the inspector.
 * @example
 * ```ts
 * const reveal = revealHidden();
 * deepSizeOf(cache, { reveal }).bytes;
 * reveal.close();
 * ```
 */
export function revealHidden(options: RevealOptions = {}): HiddenReveal {
  const session = new Session();
  /** What the last answer's references are called. */
  let names: string[] = [];
  session.connect();
  // One holder is made known to the inspector once; each object is then passed through it.
  const holder: { value: unknown; taken: unknown[] } = { value: undefined, taken: [] };
  const key = `heapscale holder ${Math.random()}`;
  Object.defineProperty(globalThis, key, { value: holder, configurable: true });
  const holderId = post<{ result: RemoteObject }>('Runtime.evaluate', {
    expression: `globalThis[${JSON.stringify(key)}]`,
  }).result.objectId!;
  Reflect.deleteProperty(globalThis, key);

  function post<T>(method: string, params: object): T {
    let answer: unknown;
    let failure: Error | null = null;
    // In the same thread the session answers before `post` returns.
    session.post(method, params, (error: Error | null, result?: object) => {
      failure = error;
      answer = result;
    });
    if (failure !== null) throw failure as Error;
    return answer as T;
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
  function take(property: RemoteProperty, into: unknown[]): void {
    takeValue(property.value, into);
    while (names.length < into.length) names.push(property.name);
  }

  function takeValue(remote: RemoteObject | undefined, into: unknown[]): void {
    if (remote === undefined || remote.type === 'undefined') return;
    if (remote.objectId === undefined) {
      if ('value' in remote) into.push((remote as { value: unknown }).value);
      else if ('unserializableValue' in remote)
        into.push(primitiveOf(String((remote as { unserializableValue: unknown }).unserializableValue)));
      return;
    }
    call(remote.objectId, 'function (holder) { "use strict"; holder.taken.push(this); }');
    into.push(...holder.taken.splice(0));
  }

  /** The entries of an internal list: of a WeakMap the values, for its keys belong to others. */
  function takeList(property: RemoteProperty, source: string, into: unknown[]): void {
    if (property.value?.objectId === undefined) return;
    call(property.value.objectId, source);
    for (const item of holder.taken.splice(0)) names.push(`${property.name}[${into.push(item) - 1}]`);
  }

  function referencesOf(value: object, kind: HiddenKind): readonly unknown[] | undefined {
    const isClosure = kind === 'closures' && options.closures === true;
    if (kind !== 'private fields' && !isClosure && INTERNAL[kind] === undefined) return undefined;
    holder.value = value;
    names = [];
    try {
      const id = call(holderId, 'function () { return this.value; }').objectId;
      if (id === undefined) return undefined;
      const properties = propertiesOf(id);
      const found: unknown[] = [];
      if (kind === 'private fields') {
        for (const property of properties.privateProperties ?? []) take(property, found);
        return found;
      }
      const wanted = isClosure ? ['[[Scopes]]'] : INTERNAL[kind]!;
      for (const property of properties.internalProperties ?? []) {
        if (!wanted.includes(property.name)) continue;
        if (property.name === '[[Entries]]') {
          takeList(
            property,
            kind === 'WeakMap entries'
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
  function takeScopes(scopes: RemoteProperty, outer: boolean, into: unknown[]): void {
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

  return {
    referencesOf,
    get names() {
      return names;
    },
    close: () => session.disconnect(),
  };
}

/** Numbers and bigints that JSON cannot write. */
function primitiveOf(text: string): unknown {
  return text.endsWith('n') ? BigInt(text.slice(0, -1)) : Number(text);
}
