/** What a weigher asks of the sums of strings; and what it has in their place where no string is ever met. */
import type { Layout } from '../../layout/layout.ts';
import type { TypeTotal } from '../size-estimate.ts';
import type { StringPolicy } from './string-weigher.ts';

/** Sums of the strings of one value. */
export interface StringSums {
  /** False as long as no string was met. */
  readonly hasAny: boolean;
  /** Strings that were met again: how often, and bytes. */
  readonly duplicates: { readonly count: number; readonly bytes: number };
  begin(layout: Layout, policy: StringPolicy, readStrings: boolean, samples?: boolean): void;
  meet(text: string, inPlainObject: boolean): number;
  total(onceFactor: number): TypeTotal;
  forget(): void;
  end(): void;
}

/**
 * For the size of an object by itself, which has no strings: so a program that imports `sizeOf` alone gets neither the
 * tables of strings nor V8's own strings.
 */
export const NO_STRINGS: StringSums = {
  hasAny: false,
  duplicates: { count: 0, bytes: 0 },
  begin: nothing,
  meet: () => 0,
  total: () => {
    throw new Error('an object was weighed by itself, and a string was met');
  },
  forget: nothing,
  end: nothing,
};

function nothing(): void {}
