/**
 * Passes objects of the program to the inspector and gets objects back from it. They pass through one holder that the
 * inspector knows, so that nothing is attached to them.
 */
import { builtinModule } from '../platform/builtin-module.ts';
import { Inspector, INSPECTOR_MODULE } from '../platform/inspector.ts';
import * as js from '../platform/intrinsics.ts';
import type { RemoteProperties, RemoteValue } from '../platform/inspector-protocol.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';

/** A list without a prototype or of another realm: only its indices are read. */
export interface List {
  readonly length: number;
  readonly [index: number]: unknown;
}

/** The object through which values pass. */
interface Holder {
  value: unknown;
  taken: List;
}

/** Everything passed to the inspector until `release` belongs to this group. */
const GROUP = 'heapscale';

const NOTHING: List = nullPrototypeList();

let holders = 0;

/** Objects of this thread as the inspector knows them. */
export class RemoteObjects {
  readonly inspector: Inspector = Inspector.session();
  readonly #holder: Holder = { value: undefined, taken: NOTHING };
  readonly #group = `${GROUP} holder ${++holders}`;
  readonly #holderId: string;

  /**
   * @param contextId the inspector's number of the vm context to work in, if it is not the main one.
   * @throws {Error} if there is no inspector, or if it does not see the objects of this program.
   */
  constructor(contextId?: number) {
    this.#holderId = this.#show(this.#holder, contextId);
  }

  /**
   * The holder is passed through a property of a built-in Node module, which is the same object in every vm context,
   * such as the one in which Jest runs a test; the inspector evaluates in the main context, which has another global
   * object. In a context of its own number it is passed through the global object, since `process` may be missing.
   */
  #show(holder: Holder, contextId: number | undefined): string {
    const isMain = contextId === undefined;
    const place: object = isMain ? builtinModule<object>(INSPECTOR_MODULE)! : globalThis;
    const source = isMain ? `process.getBuiltinModule('${INSPECTOR_MODULE}')` : 'globalThis';
    const value = { __proto__: null, value: holder, configurable: true } as PropertyDescriptor;
    js.defineProperty(place, this.#group, value);
    try {
      const { result } = this.inspector.post('Runtime.evaluate', {
        expression: `${source}['${this.#group}']`,
        objectGroup: this.#group,
        ...(isMain ? {} : { contextId }),
      });
      if (result.objectId === undefined) throw new Error('the inspector does not see the objects of this program');
      return result.objectId;
    } finally {
      js.deleteProperty(place, this.#group);
    }
  }

  /** The inspector's ids of the objects, in order; undefined for an object that it does not show. */
  idsOf(objects: readonly object[]): readonly (string | undefined)[] {
    const ids = nullPrototypeList<string | undefined>();
    this.#holder.value = objects.length === 1 ? objects[0] : objects;
    const shown = this.#call(this.#holderId, 'function () { return this.value; }').objectId;
    if (objects.length === 1) {
      ids[0] = shown;
    } else {
      for (let i = 0; i < objects.length; i++) ids[i] = undefined;
      const { result } = this.inspector.post('Runtime.getProperties', { objectId: shown, ownProperties: true });
      for (let i = 0; i < result.length; i++) {
        const { name, value } = result[i];
        if (name !== 'length') ids[+name] = value?.objectId;
      }
    }
    this.#holder.value = undefined;
    return ids;
  }

  /** The inspector's description of an object. */
  propertiesOf(objectId: string): RemoteProperties {
    return this.inspector.post('Runtime.getProperties', {
      objectId,
      ownProperties: true,
      nonIndexedPropertiesOnly: true,
    });
  }

  /** The elements or variables of a list or scope. */
  propertiesOfList(objectId: string): RemoteProperties {
    return this.inspector.post('Runtime.getProperties', { objectId, ownProperties: true });
  }

  /** The objects with these ids. */
  objectsOf(ids: readonly string[]): List {
    if (ids.length === 0) return NOTHING;
    const shown = nullPrototypeList<object>();
    for (let i = 0; i < ids.length; i++) shown[i] = { objectId: ids[i] };
    this.#call(this.#holderId, 'function (...taken) { this.taken = taken; }', shown);
    return this.#take();
  }

  /**
   * All live objects of the realm that inherit from a prototype. V8 collects all garbage and then reads its heap;
   * no code of the program is run, and proxies are not among the objects.
   */
  inheritorsOf(prototype: object): List {
    const one = nullPrototypeList<object>();
    one[0] = prototype;
    const prototypeObjectId = this.idsOf(one)[0];
    const { objects } = this.inspector.post('Runtime.queryObjects', { prototypeObjectId, objectGroup: GROUP });
    const ids = nullPrototypeList<string>();
    ids[0] = objects.objectId!;
    return this.objectsOf(ids)[0] as List;
  }

  /** The results of a function on an object: `source` is called with the object as `this` and a list to fill. */
  listOf(objectId: string, source: string): List {
    const list = `{ const list = { __proto__: null, length: 0 }; (${source}).call(this, list); holder.taken = list; }`;
    this.#call(objectId, `function (holder) ${list}`, [{ objectId: this.#holderId }]);
    return this.#take();
  }

  /** A function that the inspector creates in the main realm, and its id. */
  makeFunction(source: string): { readonly made: unknown; readonly objectId: string } {
    const { objectId } = this.#call(this.#holderId, `function () { return (this.value = ${source}); }`);
    const made = this.#holder.value;
    this.#holder.value = undefined;
    return { made, objectId: objectId! };
  }

  #take(): List {
    const { taken } = this.#holder;
    this.#holder.taken = NOTHING;
    return taken;
  }

  #call(objectId: string, functionDeclaration: string, args?: readonly object[]): RemoteValue {
    return this.inspector.post('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration,
      ...(args === undefined ? {} : { arguments: args }),
      objectGroup: GROUP,
    }).result;
  }

  /** Releases all objects that were passed to the inspector. */
  release(): void {
    this.#holder.value = undefined;
    this.#holder.taken = NOTHING;
    this.inspector.post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }

  /** Releases the holder; this object cannot be used afterwards. */
  close(): void {
    this.inspector.post('Runtime.releaseObjectGroup', { objectGroup: this.#group });
  }
}
