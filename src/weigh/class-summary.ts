/**
 * What the size rules (shape-size.ts) look at: the objects of a shape, and those of their class. A walk collects it in
 * shape-stats.ts; for one object by itself it is made at once.
 */
import type { ClassInfo } from '../inspect/class-info.ts';
import { Storage } from '../inspect/object-facts.ts';
import type { KeySums } from './strings/key-bytes.ts';

/** The objects of one shape. */
export interface ShapeCounts {
  readonly count: number;
  /** Properties that take a slot: named ones without array indices, and symbols. */
  readonly size: number;
  readonly names: readonly string[];
  /** Names before this one are array indices. */
  readonly firstName: number;
  /** Symbols among the keys, as the first object has them. */
  readonly keySymbols: readonly symbol[];
  /** How the properties are stored, if the engine was asked. */
  readonly storage: Storage;
  /** The names are counted among the strings. */
  readonly keysAreCounted: boolean;
  /** Objects of different names, of which only the number is known to be the same. */
  readonly isOverflow: boolean;
  /** Accessor properties of all the objects together. */
  readonly accessors: number;
  /** The objects have different functions as getters of the same property. */
  readonly accessorsDiffer: boolean;
  /** An object of this shape holds what JSON cannot contain. */
  readonly byCode: boolean;
  /** Arrays that the objects hold. */
  readonly arrays: { readonly hasGrown: boolean } | undefined;
  /** The next shape of the same class. */
  readonly next: ShapeCounts | undefined;
}

/** The objects of one class. */
export interface ClassCounts {
  readonly info: ClassInfo;
  /** The shapes, the latest first. */
  readonly first: ShapeCounts | undefined;
  /** How many shapes there are. */
  readonly shapes: number;
  /** What the whole value shows. */
  readonly value: ValueCounts;
  /** Computed by {@link summaryOf} when all objects are known. */
  summary: ClassSummary | undefined;
}

/** All objects of one value. */
export interface ValueCounts {
  /** Objects met, without strings and other primitives. */
  readonly objects: number;
  /** Something is neither a plain object nor an array, so not all was made by JSON.parse. */
  readonly byCode: boolean;
  /** The keys of all dictionaries together. */
  readonly keys: KeySums;
}

/** What all objects of one class show together. */
export interface ClassSummary {
  readonly instances: number;
  /** Most and fewest properties of any of them. */
  readonly widest: number;
  readonly narrowest: number;
  /** Some of them hold arrays that have grown. */
  readonly addToArrays: boolean;
}

/** The summary of a class; call it only after the walk. */
export function summaryOf(stats: ClassCounts): ClassSummary {
  if (stats.summary !== undefined) return stats.summary;
  let instances = 0;
  let widest = 0;
  let narrowest = Infinity;
  let addToArrays = false;
  for (let shape = stats.first; shape !== undefined; shape = shape.next) {
    const { count, size, arrays } = shape;
    if (arrays?.hasGrown) addToArrays = true;
    instances += count;
    // A dictionary shows nothing about the slots of the others.
    if (shape.storage === Storage.dictionary) continue;
    if (size > widest) widest = size;
    if (size < narrowest) narrowest = size;
  }
  return (stats.summary = { instances, widest, narrowest, addToArrays });
}
