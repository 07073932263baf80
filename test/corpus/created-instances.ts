/** Objects with the prototype of a class that no constructor made: they begin with the slots of `{}`. */
import { Point } from './objects.ts';

const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

class Empty {}

class Wide {
  a = 1;
  b = 2;
  c = 3;
  d = 4;
  e = 5;
}

const create = <T extends object>(prototype: T, fields: Partial<T>): T =>
  Object.assign(Object.create(prototype) as T, fields);

export const createdInstances: readonly (readonly [name: string, build: () => unknown])[] = [
  ['created instances without fields', () => many(100, () => create(Empty.prototype, {}))],
  ['created instances of two fields', () => many(100, (i) => create(Point.prototype, { x: i, y: i }))],
  ['created instances of five fields', () => many(100, () => create(Wide.prototype, { ...new Wide() }))],
  [
    'created instances among constructed ones',
    () => many(100, (i) => (i % 2 ? new Point(i, i) : create(Point.prototype, { x: i, y: i }))),
  ],
];
