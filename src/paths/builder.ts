/** The second half of an outline: reads the references of every object that was recorded, and makes nodes of what is no object. */
import { bigintBytes } from '../layout/strings.ts';
import { smiShift } from '../layout/layout.ts';
import { abs } from '../platform/math.ts';
import { isRealmSymbol } from '../walk/boundary.ts';
import * as js from '../platform/intrinsics.ts';
import { kindOf } from '../inspect/kinds.ts';
import { readReferences, Step } from '../inspect/references.ts';
import type { ReferenceListener } from '../inspect/references.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import { Column, Numbering, octets, words } from './column.ts';
import { firstWaysFrom, Outline } from './graph.ts';
import type { Recorder } from './recorder.ts';

/** What stands for bytes that no path leads to: a walk that a limit ended, or a value that changed meanwhile. */
const UNREAD = 'not read';

/** Properties of an object whose keys are remembered by their place, since most objects have those of the one before. */
const RECENT = 64;

/** Builds one outline; it can be done in steps. */
export class OutlineBuilder implements ReferenceListener {
  readonly #recorder: Recorder;
  readonly #shift: number;
  readonly #firstEdge = new Column(words);
  readonly #edgeTo = new Column(words);
  readonly #edgeStep = new Column(octets);
  readonly #edgeKey = new Column(words);
  readonly #keys: (string | symbol)[] = nullPrototypeList();
  readonly #keyIds = new Numbering<string | symbol>();
  readonly #recentKeys: (string | symbol | undefined)[] = nullPrototypeList();
  readonly #recentIds = new Uint32Array(RECENT);
  #place = 0;
  readonly #symbols = new Numbering<symbol>();
  readonly #symbolNodes = new Column(words);
  readonly #values: unknown[];
  #next = 0;
  #onlyObjects = false;
  readonly #typeIds: {
    readonly string: number;
    readonly number: number;
    readonly bigint: number;
    readonly symbol: number;
  };
  readonly #makeText = (text: string, bytes: number): number => this.#leaf(this.#typeIds.string, bytes, text);

  /** The recorder's walk has ended, its weigher was asked for the totals, and the recorder has shared them out. */
  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#shift = smiShift(recorder.layout);
    this.#values = recorder.objects;
    for (let i = 0; i < RECENT; i++) this.#recentKeys[i] = undefined;
    this.#typeIds = {
      string: recorder.typeId('string'),
      number: recorder.typeId('number'),
      bigint: recorder.typeId('bigint'),
      symbol: recorder.typeId('symbol'),
    };
  }

  /** Reads up to `limit` objects; true when all were read. */
  step(limit: number): boolean {
    const { ids, kinds, traits } = this.#recorder;
    const end = this.#next + limit < ids.size ? this.#next + limit : ids.size;
    for (; this.#next < end; this.#next++) {
      const value = this.#values[this.#next] as object;
      this.#open();
      readReferences(
        value,
        kinds.values[this.#next] as never,
        traits.values[this.#next],
        this.#recorder.layout.maxOnHeapBytes,
        this,
      );
      this.#readRevealed(value);
    }
    return end === ids.size;
  }

  /** The edges that come belong to the next node. */
  #open(): void {
    this.#place = 0;
    this.#firstEdge.push(this.#edgeTo.length);
  }

  #readRevealed(value: object): void {
    const revealed = this.#recorder.revealedOf(value);
    if (revealed === undefined) return;
    for (let i = 0; i < revealed.length; i++) {
      const { kind, references } = revealed[i];
      for (let k = 0; k < references.length; k++)
        this.reference(Step.slot, references[k].name ?? kind, references[k].value, false);
    }
  }

  reference(step: Step, key: string | symbol | number, value: unknown, inPlainObject: boolean): void {
    const node = this.#nodeOf(value, inPlainObject);
    if (node < 0) {
      this.#place++;
      return;
    }
    this.#edgeTo.push(node);
    this.#edgeStep.push(step);
    this.#edgeKey.push(typeof key === 'number' ? key : this.#keyId(key));
  }

  #keyId(key: string | symbol): number {
    const place = this.#place++ & (RECENT - 1);
    if (this.#recentKeys[place] === key) return this.#recentIds[place];
    let id = this.#keyIds.get(key);
    if (id < 0) {
      id = this.#keyIds.add(key);
      this.#keys[id] = key;
    }
    this.#recentKeys[place] = key;
    return (this.#recentIds[place] = id);
  }

  /** The node of a value; -1 for what weighs nothing or was left out. */
  #nodeOf(value: unknown, inPlainObject: boolean): number {
    switch (typeof value) {
      case 'object':
      case 'function':
        return value === null ? -1 : this.#recorder.ids.get(value);
      case 'string':
        return this.#onlyObjects ? -1 : this.#recorder.texts.nodeOf(value, inPlainObject, this.#makeText);
      case 'number':
        return this.#onlyObjects || js.isSmi(value, this.#shift)
          ? -1
          : this.#leaf(this.#typeIds.number, this.#recorder.layout.heapNumber, undefined);
      case 'bigint':
        return this.#onlyObjects
          ? -1
          : this.#leaf(this.#typeIds.bigint, bigintBytes(this.#recorder.layout, value), value);
      case 'symbol':
        return this.#onlyObjects ? -1 : this.#symbolNode(value);
      default:
        return -1;
    }
  }

  #symbolNode(symbol: symbol): number {
    if (isRealmSymbol(symbol)) return -1;
    const before = this.#symbols.get(symbol);
    if (before >= 0) return this.#symbolNodes.values[before];
    this.#symbols.add(symbol);
    const node = this.#leaf(this.#typeIds.symbol, this.#recorder.layout.symbol, symbol);
    this.#symbolNodes.push(node);
    return node;
  }

  #leaf(type: number, bytes: number, value: unknown): number {
    const { types, bytes: sizes } = this.#recorder;
    types.push(type);
    sizes.push(bytes);
    this.#values[this.#values.length] = value;
    return types.length - 1;
  }

  /** Ends the outline once all objects were read; the sizes of its nodes add up to `totalBytes`. */
  finish(root: unknown, totalBytes: number): Outline {
    const { ids, types, bytes } = this.#recorder;
    const objectCount = ids.size;
    const rootNode = this.#rootNode(root);
    // Of the nodes that are no objects only symbols have edges, and the root if it is one that was not read to its end.
    while (this.#firstEdge.length < types.length) {
      const node = this.#firstEdge.length;
      this.#open();
      const value = this.#values[node];
      if (types.values[node] === this.#typeIds.symbol)
        this.reference(Step.slot, 'description', js.symbolDescription(value as symbol), false);
      else if (node === rootNode && typeof value === 'object' && value !== null) this.#readUnended(value);
    }
    this.#open();
    const outline = this.#outline(rootNode, totalBytes, objectCount);
    const { order, reached } = firstWaysFrom(outline, rootNode);
    let sum = 0;
    for (let i = 0; i < reached; i++) sum += bytes.values[order[i]];
    // Less than a byte is the error of adding up what does not come in whole bytes.
    return abs(sum - totalBytes) < 1
      ? outline
      : this.#withUnread(rootNode, totalBytes, objectCount, order, reached, totalBytes - sum);
  }

  #rootNode(root: unknown): number {
    const node = this.#nodeOf(root, false);
    return node >= 0 ? node : this.#leaf(this.#recorder.typeId(root === null ? 'null' : typeof root), 0, root);
  }

  /** Of a wide container in which the walk was ended: the objects that it came to. */
  #readUnended(value: object): void {
    this.#onlyObjects = true;
    readReferences(value, kindOf(value), 0, this.#recorder.layout.maxOnHeapBytes, this);
    this.#onlyObjects = false;
  }

  /** What no path leads to is put together under the root. */
  #withUnread(
    rootNode: number,
    totalBytes: number,
    objectCount: number,
    order: Uint32Array,
    reached: number,
    missing: number,
  ): Outline {
    const { bytes } = this.#recorder;
    const found = new Uint8Array(bytes.length);
    for (let i = 0; i < reached; i++) found[order[i]] = 1;
    for (let node = 0; node < bytes.length; node++) if (found[node] === 0) bytes.values[node] = 0;
    const node = this.#leaf(this.#recorder.typeId(UNREAD), missing, undefined);
    this.#firstEdge.push(this.#edgeTo.length);
    // One more edge for the root, behind those that it has.
    const at = this.#firstEdge.values[rootNode + 1];
    const key = this.#keyId(UNREAD);
    insert(this.#edgeTo, at, node);
    insert(this.#edgeStep, at, Step.slot);
    insert(this.#edgeKey, at, key);
    for (let i = rootNode + 1; i < this.#firstEdge.length; i++) this.#firstEdge.values[i]++;
    return this.#outline(rootNode, totalBytes, objectCount);
  }

  #outline(root: number, totalBytes: number, objectCount: number): Outline {
    const { types, bytes, typeNames } = this.#recorder;
    return new Outline({
      nodeCount: types.length,
      root,
      totalBytes,
      objectCount,
      typeNames,
      keys: this.#keys,
      values: this.#values,
      bytes: bytes.toExact(),
      types: types.toExact(),
      firstEdge: this.#firstEdge.toExact(),
      edgeTo: this.#edgeTo.toExact(),
      edgeStep: this.#edgeStep.toExact(),
      edgeKey: this.#edgeKey.toExact(),
    });
  }
}

function insert(column: Column<Uint32Array> | Column<Uint8Array>, at: number, value: number): void {
  column.push(0);
  const { values } = column;
  for (let i = column.length - 1; i > at; i--) values[i] = values[i - 1];
  values[at] = value;
}
