/** Structures of kinds that only newer engines have; those that the running one lacks are left out. */
import { TEMPORAL } from './kinds.ts';
import { structures } from './structure.ts';
import type { Structure } from './structure.ts';

/** Typed by hand, because the oldest engine's library lacks them. */
interface Newer {
  readonly Intl: { readonly DurationFormat?: new (locale: string) => object };
  readonly Iterator?: { from(iterator: object): object };
  readonly Temporal?: Readonly<Record<string, { from(text: string | object): object }>>;
}

const engine = globalThis as unknown as Newer;

type Row = readonly [name: string, build: () => unknown, unknowable?: string];

const INTERNAL = 'what it goes through is internal';

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
  ...(engine.Temporal === undefined
    ? []
    : TEMPORAL.map(([name, text]): Row => [`Temporal.${name}`, () => engine.Temporal![name].from(text)])),
]);
