/** Structures of kinds that only newer engines have; those that the running one lacks are left out. */
import { TEMPORAL } from './kinds.ts';
import { freshText, structures } from './structure.ts';
import type { Structure } from './structure.ts';

/** Typed by hand, because the oldest engine's library lacks them. */
interface Newer {
  readonly Intl: { readonly DurationFormat?: new (locale: string) => object };
  readonly Iterator?: { from(iterator: object): object };
  readonly DisposableStack?: new () => Stack;
  readonly AsyncDisposableStack?: new () => Stack;
  readonly SuppressedError?: new (error: unknown, suppressed: unknown, message?: string) => Error;
  readonly Temporal?: Readonly<Record<string, { from(text: string | object): object }>>;
}

interface Stack {
  adopt(resource: object, dispose: () => void): void;
}

/** One that has something to dispose of. */
function filled(stack: Stack): Stack {
  stack.adopt({ a: 1 }, () => {});
  return stack;
}

const engine = globalThis as unknown as Newer;

type Row = readonly [name: string, build: () => unknown, unknowable?: string];

const INTERNAL = 'what it goes through is internal';
const RESOURCES = 'what it disposes of is internal';

export const newer: readonly Structure[] = structures('synthetic', [
  ...(engine.Iterator === undefined
    ? []
    : [
        [
          'iterator helper',
          () => ([1][Symbol.iterator]() as unknown as { map(f: (x: number) => number): object }).map((x) => x),
          INTERNAL,
        ] satisfies Row,
        ['Iterator.from', () => engine.Iterator!.from({ next() {} }), INTERNAL] satisfies Row,
      ]),
  ...(engine.Intl.DurationFormat === undefined
    ? []
    : [['Intl.DurationFormat', () => new engine.Intl.DurationFormat!('en')] satisfies Row]),
  ...(engine.DisposableStack === undefined
    ? []
    : [
        ['DisposableStack', () => new engine.DisposableStack!()] satisfies Row,
        ['DisposableStack of 1', () => filled(new engine.DisposableStack!()), RESOURCES] satisfies Row,
        ['AsyncDisposableStack', () => new engine.AsyncDisposableStack!()] satisfies Row,
        ['AsyncDisposableStack of 1', () => filled(new engine.AsyncDisposableStack!()), RESOURCES] satisfies Row,
      ]),
  ...(engine.SuppressedError === undefined
    ? []
    : [
        ['SuppressedError', () => new engine.SuppressedError!({ a: 1 }, { b: 2 }, freshText(20))] satisfies Row,
        ['SuppressedError without message', () => new engine.SuppressedError!({ a: 1 }, { b: 2 })] satisfies Row,
      ]),
  ...(engine.Temporal === undefined
    ? []
    : TEMPORAL.map(([name, text]): Row => [`Temporal.${name}`, () => engine.Temporal![name].from(text)])),
]);
