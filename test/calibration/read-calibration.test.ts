// A stored calibration is checked, merged, and refused for another layout.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf, layouts, mergeCalibrations, readCalibration } from '../../src/index.ts';
import type { CalibrationData, ShapeData } from '../../src/index.ts';
import { runningLayout } from '../../src/layout/detect.ts';

const OBJECTS = {
  count: 10,
  literal: 0,
  slots: 40,
  dictionaries: 0,
  mostFast: 1,
  leastDictionary: 1021,
  grownTableBytes: 0,
  tableBytes: 0,
  keyBytes: 0,
  nameBytes: 0,
};

const SHAPE: ShapeData = {
  names: ['value'],
  symbols: 0,
  count: 10,
  bytes: 560,
  least: 56,
  most: 56,
  dictionaries: 0,
  dictionaryBytes: 0,
  nameBytes: 0,
  smis: 10,
  doubles: 0,
  boxed: 0,
  elementBytes: 0,
  elements: 0,
  fields: [null],
};

/** Objects with one property of which V8 has 56 bytes each. */
function dataOf(more: Partial<CalibrationData> = {}): CalibrationData {
  return {
    version: 1,
    layout: runningLayout().id,
    engine: 'an engine',
    date: '2026-01-02T03:04:05.000Z',
    objects: 10,
    bytes: 560,
    classes: [{ name: 'Object', objects: OBJECTS, shapes: [SHAPE] }],
    types: [],
    root: {},
    ...more,
  };
}

const damaged = (change: object): unknown => ({ ...dataOf(), ...change });

describe('readCalibration', () => {
  it('reads plain data and JSON', () => {
    for (const json of [dataOf(), JSON.stringify(dataOf())]) {
      const calibration = readCalibration(json);
      expect(calibration.toJSON()).toEqual(dataOf());
      expect(deepSizeOf({ value: 1 }, { calibration }).bytes).toBe(56);
      expect(String(calibration)).toContain('calibration of 2026-01-02');
    }
  });

  it.each([
    [undefined, 'json must be a calibration, as an object or as JSON; got undefined'],
    ['[]', 'json must be a calibration, as an object or as JSON'],
    [{}, 'calibration must have version 1; got undefined'],
    [damaged({ version: 2 }), 'calibration must have version 1; got 2'],
    [damaged({ layout: 3 }), 'calibration is damaged: layout must be a string; got 3'],
    [damaged({ classes: {} }), 'calibration is damaged: classes must be an array; got an object'],
    [
      damaged({ classes: [{ name: 'A', objects: OBJECTS, shapes: [{ ...SHAPE, count: null }] }] }),
      'calibration is damaged: classes[0].shapes[0].count must be a number; got null',
    ],
    [
      damaged({ root: { elements: { arrays: { count: 1 } } } }),
      'calibration is damaged: root.elements.arrays.exactBytes must be a number; got undefined',
    ],
    [damaged({ root: { slots: [[1, {}]] } }), 'calibration is damaged: root.slots[0][0] must be a string; got 1'],
  ])('refuses %j', (json, message) => {
    expect(() => readCalibration(json)).toThrow(TypeError);
    expect(() => readCalibration(json)).toThrow(message);
  });

  it('refuses what is not JSON', () => {
    expect(() => readCalibration('{')).toThrow(SyntaxError);
  });
});

describe('the option calibration', () => {
  it('refuses what is not a calibration', () => {
    expect(() => deepSizeOf(1, { calibration: dataOf() as never })).toThrow(
      'calibration must be a calibration, from readCalibration() or from calibrate() of heapscale/node; got an object',
    );
    expect(() => deepSizeOf(1, { calibration: null as never })).toThrow(TypeError);
  });

  it('refuses a calibration for another layout, and names both', () => {
    const other = Object.values(layouts).find(({ id }) => id !== runningLayout().id)!;
    const calibration = readCalibration(dataOf({ layout: other.id }));
    const refused = (): unknown => deepSizeOf({}, { calibration });
    expect(refused).toThrow(TypeError);
    expect(refused).toThrow(`'${other.id}'`);
    expect(refused).toThrow(`'${runningLayout().id}'`);
    expect(() => entrySizeOf('key', 1, { calibration })).toThrow(`'${other.id}'`);
    expect(deepSizeOf({ value: 1 }, { calibration, layout: other }).calibrated).toBe(1);
  });

  it('is not used for strings if the caller decides how equal ones count', () => {
    const once = 'ab'.repeat(20);
    const strings = { first: 9, firstBytes: 900, again: 9, againBytes: 900, separate: 9, views: 0, bytes: 3600 };
    const calibration = readCalibration(dataOf({ root: { elements: { long: strings } } }));
    const value = [once, once];
    const bytes = (policy: 'auto' | 'once'): number =>
      deepSizeOf(value, { calibration, strings: policy }).byType.find(({ type }) => type === 'string')!.bytes;
    expect(bytes('auto')).toBe(2 * 56 * 2);
    expect(bytes('once')).toBe(56);
  });
});

describe('mergeCalibrations', () => {
  it('adds what each has seen', () => {
    const other = dataOf({
      date: '2026-05-05T00:00:00.000Z',
      classes: [
        { name: 'Object', objects: OBJECTS, shapes: [{ ...SHAPE, count: 30, bytes: 3000, least: 100, most: 100 }] },
        { name: 'Other', objects: OBJECTS, shapes: [] },
      ],
    });
    const merged = mergeCalibrations([readCalibration(dataOf()), readCalibration(other)]);
    expect(merged.date).toBe('2026-05-05T00:00:00.000Z');
    expect(merged.objects).toBe(20);
    expect(merged.classes.map(({ name }) => name)).toEqual(['Object', 'Other']);
    expect(merged.classes[0].shapes[0]).toMatchObject({ count: 40, bytes: 3560, least: 56, most: 100 });
    expect(merged.classes[0].objects).toMatchObject({ count: 20, slots: 80, mostFast: 1, leastDictionary: 1021 });
    expect(deepSizeOf({ value: 1 }, { calibration: merged }).bytes).toBe(89);
    expect(readCalibration(JSON.stringify(merged)).toJSON()).toEqual(merged.toJSON());
  });

  it('refuses other arguments and different layouts', () => {
    const one = readCalibration(dataOf());
    expect(() => mergeCalibrations([])).toThrow('calibrations must be an array of at least one calibration');
    expect(() => mergeCalibrations([one, dataOf() as never])).toThrow('calibrations[1] must be a calibration');
    expect(() => mergeCalibrations([one, readCalibration(dataOf({ layout: 'chromium' }))])).toThrow(
      `calibrations must be for the same layout; got '${runningLayout().id}' (an engine) and 'chromium' (an engine)`,
    );
  });
});
