// The tree behind every picture: areas add up, chains of single parts are one, layout loses nothing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLabel, shortStep } from '../../../src/report/pictures/label.ts';
import { pathTree, REST, typeTree } from '../../../src/report/pictures/picture-tree.ts';
import type { PicturePart } from '../../../src/report/pictures/picture-tree.ts';
import { squarify } from '../../../src/report/pictures/squarify.ts';
import { tilesOf } from '../../../src/report/pictures/treemap.ts';
import { reportOn, rowsOf, STATE } from './rows.ts';
import type { Place } from './rows.ts';

const partNamed = (part: PicturePart, label: string): PicturePart => part.parts.find((inner) => inner.label === label)!;

describe('the tree of a picture', () => {
  const tree = pathTree(rowsOf(STATE));

  it('has the places heaviest first, and what a parent alone keeps as a part of its own', () => {
    expect(tree.parts.map(({ label, bytes }) => [label, bytes])).toEqual([
      ['.cache', 6000],
      ['.first.second.third', 2400],
      ['.users[*]', 1000],
      [REST, 600],
    ]);
    expect(partNamed(tree, '.cache').parts.map(({ label, bytes }) => [label, bytes])).toEqual([
      ['.get("ann")', 3000],
      ['.get("bob")', 2000],
      [REST, 1000],
    ]);
  });

  it('takes chains of single parts as one, with the bytes of the first and the path of the last', () => {
    const chain = partNamed(tree, '.first.second.third');
    expect(chain).toMatchObject({ path: 'state.first.second.third', type: 'Array', bytes: 2400, parts: [] });
    const users = partNamed(tree, '.users[*]');
    expect(users).toMatchObject({ path: 'state.users[*]', count: 12, bytes: 1000 });
    expect(users.parts.map(({ label, bytes }) => [label, bytes])).toEqual([
      [REST, 500],
      ['.name', 300],
      ['.mail', 200],
    ]);
  });

  it('draws what is shared and what is too small as sums, and never as the only part of a chain', () => {
    const tree = pathTree(
      rowsOf({
        step: 'list',
        retained: 1000,
        parts: [
          {
            step: '(shared)',
            retained: 600,
            parts: [
              { step: '.a', retained: 100 },
              { step: '.b', retained: 90 },
            ],
          },
          { step: '(1,200 more)', retained: 300, count: 1200 },
        ],
      }),
    );
    expect(tree.parts.map(({ label, kind }) => [label, kind])).toEqual([
      ['(shared)', 'sum'],
      ['(1,200 more)', 'sum'],
      [REST, 'rest'],
    ]);
    const alone = pathTree(rowsOf({ step: 'list', retained: 1000, parts: [{ step: '(3 more)', retained: 600 }] }));
    expect(alone.parts.map(({ label, bytes }) => [label, bytes])).toEqual([
      ['(3 more)', 600],
      [REST, 400],
    ]);
    expect(pathTree(rowsOf({ step: 'list', retained: 10, parts: [{ step: '["(shared)"]', retained: 9 }] })).label).toBe(
      'list["(shared)"]',
    );
  });

  it('takes a chain of a hundred thousand as one', () => {
    const rows = Array.from({ length: 100_000 }, (_, depth) => ({
      path: `list${'.next'.repeat(Math.min(depth, 3))}`,
      step: depth === 0 ? 'list' : '.next',
      depth,
      type: 'Node',
      bytes: 200_000 - depth,
      retainedBytes: 200_000 - depth,
      count: 1,
    }));
    const whole = pathTree(rows);
    expect(whole.label).toHaveLength('list'.length + 99_999 * '.next'.length);
    expect(whole.parts).toEqual([]);
  });

  it('adds up, whatever the places are', () => {
    const place: fc.Arbitrary<Place> = fc.letrec<{ place: Place }>((tie) => ({
      place: fc
        .record({
          step: fc.string(),
          own: fc.nat(1000),
          parts: fc.oneof({ depthSize: 'small' }, fc.constant<Place[]>([]), fc.array(tie('place'), { maxLength: 4 })),
        })
        .map(({ step, own, parts }) => ({
          step,
          retained: own + parts.reduce((sum, part) => sum + part.retained, 0),
          parts,
        })),
    })).place;
    const check = (part: PicturePart): void => {
      expect(part.parts.filter((inner) => inner.kind !== 'rest').length).not.toBe(1);
      if (part.parts.length > 0) expect(part.parts.reduce((sum, inner) => sum + inner.bytes, 0)).toBe(part.bytes);
      part.parts.forEach((inner, i) => expect(inner.bytes).toBeLessThanOrEqual(part.parts[Math.max(0, i - 1)].bytes));
      part.parts.forEach(check);
    };
    fc.assert(
      fc.property(place, (root) => {
        const tree = pathTree(rowsOf(root));
        expect(tree.bytes).toBe(root.retained);
        check(tree);
      }),
    );
  });

  it('has the types as parts where there are no places', () => {
    expect(typeTree(reportOn(undefined)).parts.map(({ label, bytes, count }) => [label, bytes, count])).toEqual([
      ['Object', 600, 4],
      ['string', 400, 5],
    ]);
  });
});

describe('the layout', () => {
  it('fills the box in proportion and without overlap', () => {
    const sizes = fc
      .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 })
      .map((list) => list.sort((a, b) => b - a));
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 10, max: 2000 }),
        fc.integer({ min: 10, max: 2000 }),
        (list, width, height) => {
          const boxes = squarify(list, { x: 5, y: 7, width, height }, 0);
          const total = list.reduce((sum, size) => sum + size, 0);
          expect(boxes).toHaveLength(list.length);
          boxes.forEach((box, i) => {
            expect(box.width * box.height).toBeCloseTo((list[i] / total) * width * height, 3);
            expect(box.x).toBeGreaterThanOrEqual(5 - 1e-6);
            expect(box.y).toBeGreaterThanOrEqual(7 - 1e-6);
            expect(box.x + box.width).toBeLessThanOrEqual(5 + width + 1e-6);
            expect(box.y + box.height).toBeLessThanOrEqual(7 + height + 1e-6);
            for (const other of boxes.slice(0, i)) {
              const apart =
                other.x + other.width <= box.x + 1e-6 ||
                box.x + box.width <= other.x + 1e-6 ||
                other.y + other.height <= box.y + 1e-6 ||
                box.y + box.height <= other.y + 1e-6;
              expect(apart).toBe(true);
            }
          });
        },
      ),
    );
  });

  it('keeps the example of the method: 6, 6, 4, 3, 2, 2, 1 in 6 by 4', () => {
    const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 }, 0);
    expect(
      boxes.slice(0, 3).map(({ width, height }) => [width, height].map((side) => Number(side.toFixed(2)))),
    ).toEqual([
      [3, 2],
      [3, 2],
      [1.71, 2.33],
    ]);
  });

  it('leaves out what would be a dot, and bears boxes and sizes of nothing', () => {
    expect(squarify([1000, 1], { x: 0, y: 0, width: 10, height: 10 }, 4)).toHaveLength(1);
    expect(squarify([], { x: 0, y: 0, width: 10, height: 10 }, 0)).toEqual([]);
    expect(squarify([0, 0], { x: 0, y: 0, width: 10, height: 10 }, 0)).toEqual([]);
    expect(squarify([1], { x: 0, y: 0, width: 0, height: 10 }, 0)).toEqual([]);
  });

  it('draws parts inside their frame', () => {
    const tiles = tilesOf(pathTree(rowsOf(STATE)), { x: 0, y: 0, width: 900, height: 600 });
    const frame = tiles.find((tile) => tile.part.label === '.cache')!;
    expect(frame.isFrame).toBe(true);
    for (const inner of tiles.filter((tile) => frame.part.parts.includes(tile.part))) {
      expect(inner.depth).toBe(1);
      expect(inner.x).toBeGreaterThan(frame.x);
      expect(inner.y).toBeGreaterThan(frame.y);
      expect(inner.x + inner.width).toBeLessThan(frame.x + frame.width);
      expect(inner.y + inner.height).toBeLessThan(frame.y + frame.height);
    }
  });
});

describe('labels', () => {
  it('are cut where they do not fit, and left out where nothing could be read', () => {
    expect(fitLabel('name', 100)).toBe('name');
    expect(fitLabel('averylongnameindeed', 80)).toMatch(/^averylon?g?…$/);
    expect(fitLabel('node_modules/vitest', 80)).toMatch(/^…(?:\w\w)?s\/vitest$/);
    expect(fitLabel('averylongname', 30)).toBe('');
  });

  it('of single steps go without signs', () => {
    expect(
      ['.name', '["a/b c"]', '.get("ann")', '[3]', '[*]', '.a.b', '["a"].b', '.get("a\\"b")', '.', 'value'].map(
        shortStep,
      ),
    ).toEqual(['name', 'a/b c', 'ann', '[3]', '[*]', 'a.b', '["a"].b', 'get("a\\"b")', '.', 'value']);
  });
});
