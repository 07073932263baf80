/** Points of which it is known what they take. */
export class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}

export const points = (count: number): Point[] => {
  const list = new Array<Point>(count);
  for (let i = 0; i < count; i++) list[i] = new Point(i, i);
  return list;
};

/** An array with its elements, and instances with two fields. */
export const sizeOfPoints = (count: number): number => 32 + 16 + 8 * count + 40 * count;
