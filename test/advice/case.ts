/** What the cases of advice are made with. */

/** One value before and after. */
export interface Case {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly build: () => unknown;
  readonly follow: (value: never) => unknown;
}

/** A value as it comes from JSON text. */
export const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
/** A list of so many things. */
export const list = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));

export const textsOf = (texts: readonly string[]): string[] => json(texts as string[]);

export const setOf = <T>(items: readonly T[]): Set<T> => {
  const set = new Set<T>();
  for (const item of items) set.add(item);
  return set;
};

export type Holder<T> = { items: T };
