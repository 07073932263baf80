/** Lists to build structures from. */

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export const push = <T>(n: number, make: (i: number) => T): T[] => {
  const list: T[] = [];
  for (let i = 0; i < n; i++) list.push(make(i));
  return list;
};

export const parse = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
