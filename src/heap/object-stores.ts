/** What V8 says about single objects of a value, visited in the order of a walk: each node counts once. */
import { edgeName, flagsOfNames } from './names.ts';
import type { Ownership } from './ownership.ts';
import { OWN, PART } from './ownership.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** Bytes of one object by V8's count. */
export interface ObjectStores {
  /** The object itself. */
  self: number;
  /** Property array or dictionary. */
  properties: number;
  elements: number;
  /** Tables and other private parts. */
  others: number;
  /** Keys of dictionaries that no value counted before. */
  nameBytes: number;
  /** Heap numbers, and the edges to those that the object refers to itself; V8 names all but those of double fields. */
  boxed: number;
  readonly numbers: number[];
  isDictionary: boolean;
  /** Its elements were counted with another object. */
  sharesElements: boolean;
}

/** Where a part of an object belongs. */
const Role = { self: 0, properties: 1, elements: 2, others: 3 } as const;

const PROPERTIES = 1;
const ELEMENTS = 2;

/** Reads objects and strings of a snapshot, each node once. */
export class StoreReader {
  readonly #snapshot: HeapSnapshot;
  readonly #ownership: Ownership;
  readonly #seen: Uint8Array;
  /** Nodes from which {@link unreached} has gone on. */
  readonly #passed: Uint8Array;
  readonly #flags: Uint8Array | Uint16Array;
  readonly #internal: number;
  readonly #isString: readonly boolean[];
  /** Types of the keys of a dictionary. */
  readonly #isKey: readonly boolean[];
  readonly #array: number;
  readonly #number: number;
  /** Types of which the nodes are not counted here, since the walk's own size of them is exact. */
  readonly #isValue: readonly boolean[];
  readonly #views: readonly boolean[];
  readonly #slice: number;
  /** All bytes that were counted. */
  bytes = 0;

  constructor(snapshot: HeapSnapshot, ownership: Ownership) {
    const { nodeTypes, edgeTypes } = snapshot;
    this.#snapshot = snapshot;
    this.#ownership = ownership;
    this.#seen = new Uint8Array(snapshot.nodeCount);
    this.#passed = new Uint8Array(snapshot.nodeCount);
    this.#flags = flagsOfNames(snapshot, (name) =>
      name === 'properties' ? PROPERTIES : name === 'elements' ? ELEMENTS : 0,
    );
    this.#internal = edgeTypes.indexOf('internal');
    this.#views = nodeTypes.map((name) => name === 'concatenated string' || name === 'sliced string');
    this.#isString = nodeTypes.map((name, type) => name === 'string' || this.#views[type]);
    this.#isKey = nodeTypes.map((name, type) => name === 'symbol' || this.#isString[type]);
    this.#slice = nodeTypes.indexOf('sliced string');
    this.#array = nodeTypes.indexOf('array');
    this.#number = nodeTypes.indexOf('number');
    this.#isValue = nodeTypes.map((name) => name === 'bigint' || name === 'symbol');
  }

  #take(node: number): number {
    this.#seen[node] = 1;
    const bytes = this.#snapshot.selfSize[node] - this.#ownership.externalBytes(node);
    this.bytes += bytes;
    return bytes;
  }

  isSeen(node: number): boolean {
    return this.#seen[node] === 1;
  }

  isReadOnly(node: number): boolean {
    return this.#ownership.isReadOnly(node);
  }

  /** True for a rope or a slice. */
  isView(node: number): boolean {
    return this.#views[this.#snapshot.nodeType[node]];
  }

  /** True for a slice. */
  isSlice(node: number): boolean {
    return this.#snapshot.nodeType[node] === this.#slice;
  }

  /** The name of a property, by its edge. */
  nameOf(edge: number): string {
    return edgeName(this.#snapshot, edge);
  }

  /** V8's own size of a node. */
  selfSize(node: number): number {
    return this.#snapshot.selfSize[node];
  }

  /**
   * Counts a string with the strings that it refers to, or a symbol with its description; returns bytes that were not
   * counted before.
   */
  string(node: number): number {
    const { firstEdge, edgeTo } = this.#snapshot;
    if (this.#seen[node] === 1 || this.#ownership.isReadOnly(node)) return 0;
    let bytes = this.#take(node);
    const work = [node];
    while (work.length > 0) {
      const from = work.pop()!;
      for (let edge = firstEdge[from]; edge < firstEdge[from + 1]; edge++) {
        const to = edgeTo[edge];
        if (this.#seen[to] === 1 || this.#ownership.follow(from, edge) === 0) continue;
        bytes += this.#take(to);
        work.push(to);
      }
    }
    return bytes;
  }

  /** Counts an object with its private parts, heap numbers and keys. */
  object(node: number): ObjectStores {
    const { firstEdge, edgeTo, edgeType, edgeNameOrIndex, nodeType } = this.#snapshot;
    const stores: ObjectStores = {
      self: this.#take(node),
      properties: 0,
      elements: 0,
      others: 0,
      nameBytes: 0,
      boxed: 0,
      numbers: [],
      isDictionary: false,
      sharesElements: false,
    };
    const work: number[] = [node];
    const roles: number[] = [Role.self];
    while (work.length > 0) {
      const from = work.pop()!;
      const role = roles.pop()!;
      for (let edge = firstEdge[from]; edge < firstEdge[from + 1]; edge++) {
        const how = this.#ownership.follow(from, edge);
        if (how === 0) continue;
        const to = edgeTo[edge];
        const flag = role === Role.self && edgeType[edge] === this.#internal ? this.#flags[edgeNameOrIndex[edge]] : 0;
        if (this.#seen[to] === 1) {
          if (how === PART && flag === ELEMENTS) stores.sharesElements = true;
          continue;
        }
        if (how === PART) {
          const own =
            role !== Role.self
              ? role
              : flag === PROPERTIES
                ? Role.properties
                : flag === ELEMENTS
                  ? Role.elements
                  : Role.others;
          const bytes = this.#take(to);
          if (own === Role.properties) {
            stores.properties += bytes;
            if (nodeType[to] === this.#array) stores.isDictionary = true;
          } else if (own === Role.elements) stores.elements += bytes;
          else stores.others += bytes;
          work.push(to);
          roles.push(own);
        } else if (how === OWN) {
          const type = nodeType[to];
          if (type === this.#number) {
            this.#take(to);
            stores.boxed++;
            if (role === Role.self) stores.numbers.push(edge);
          } else if (role === Role.properties && stores.isDictionary && this.#isKey[type]) {
            stores.nameBytes += this.string(to);
          }
        }
      }
    }
    return stores;
  }

  /**
   * Counts all objects that lead from this one and were never counted, with what belongs to them; for after the walk.
   * Strings and numbers of the object itself are left out: what the inspector reveals of it are copies, which the walk
   * has counted.
   */
  unreached(node: number): number {
    const { firstEdge, edgeTo, nodeType } = this.#snapshot;
    let bytes = 0;
    const work = [node];
    const unreached = [false];
    while (work.length > 0) {
      const from = work.pop()!;
      const isUnreached = unreached.pop()!;
      if (this.#passed[from] === 1) continue;
      this.#passed[from] = 1;
      for (let edge = firstEdge[from]; edge < firstEdge[from + 1]; edge++) {
        const how = this.#ownership.follow(from, edge);
        const to = edgeTo[edge];
        const type = nodeType[to];
        if (how === 0 || this.#isValue[type] || this.#ownership.isReadOnly(to)) continue;
        const isNew = this.#seen[to] === 0;
        if (isNew && !isUnreached && (this.#isString[type] || type === this.#number)) continue;
        if (isNew) bytes += this.#take(to);
        if (!isNew && how !== PART) continue;
        work.push(to);
        unreached.push(isNew);
      }
    }
    return bytes;
  }
}
