/** Reads a calibration that was stored as JSON, and checks all of it: it comes from a file. */
import { received, typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { Calibration } from './calibration.ts';
import type {
  ArraySums,
  CalibrationData,
  ClassData,
  NumberSums,
  ObjectSums,
  PlaceData,
  ShapeData,
  SlotData,
  StringSums,
  TypeData,
} from './data.ts';

/** Reads a part of the file; `at` is its path there. */
type Read<Part> = (part: unknown, at: string) => Part;

/** The parts of an object, by name. */
type Parts<Whole> = { readonly [Name in keyof Whole]-?: Read<Whole[Name]> };

function fault(at: string, expected: string, value: unknown): TypeError {
  return new TypeError(`calibration is damaged: ${at} must be ${expected}; got ${received(value)}`);
}

const number: Read<number> = (part, at) => {
  if (typeof part === 'number' && part - part === 0) return part;
  throw fault(at, 'a number', part);
};

/** A part that calibrations of earlier versions do not have. */
function added<Part>(read: Read<Part>): Read<Part | undefined> {
  return (part, at) => (part === undefined ? undefined : read(part, at));
}

const string: Read<string> = (part, at) => {
  if (typeof part === 'string') return part;
  throw fault(at, 'a string', part);
};

function listOf<Part>(read: Read<Part>): Read<readonly Part[]> {
  return (part, at) => {
    if (!js.isArray(part)) throw fault(at, 'an array', part);
    return part.map((item, i) => read(item, `${at}[${i}]`));
  };
}

/** An object of which all parts are required, or none (`isPartial`); others are left out. */
function objectOf<Whole extends object>(parts: () => Parts<Whole>, isPartial = false): Read<Whole> {
  return (part, at) => {
    if (typeof part !== 'object' || part === null || js.isArray(part)) throw fault(at, 'an object', part);
    const whole = {} as Record<string, unknown>;
    const reads = parts();
    for (const name in reads) {
      const value = js.hasOwn(part, name) ? (part as Record<string, unknown>)[name] : undefined;
      if (value === undefined && isPartial) continue;
      const read = reads[name](value, at === '' ? name : `${at}.${name}`);
      if (read !== undefined) whole[name] = read;
    }
    return whole as Whole;
  };
}

/** An object of numbers. */
function sumsOf<Sums extends object>(...names: readonly (keyof Sums & string)[]): Read<Sums> {
  const parts = {} as Record<string, Read<number>>;
  for (const name of names) parts[name] = number;
  return objectOf<Sums>(() => parts as unknown as Parts<Sums>);
}

const strings = sumsOf<StringSums>('first', 'firstBytes', 'again', 'againBytes', 'separate', 'views', 'bytes');

const arrays = sumsOf<ArraySums>(
  'count',
  'exactBytes',
  'start',
  'grownBytes',
  'bytes',
  'least',
  'most',
  'sharedBytes',
  'empty',
  'emptyBytes',
  'doubles',
  'boxed',
  'inBoxed',
  'mixedDoubles',
  'mixedBoxed',
);

const objects = sumsOf<ObjectSums>(
  'count',
  'literal',
  'slots',
  'dictionaries',
  'mostFast',
  'leastDictionary',
  'grownTableBytes',
  'tableBytes',
  'keyBytes',
  'nameBytes',
);

const type = objectOf<TypeData>(() => ({ type: string, count: number, estimated: number, bytes: number }));

const place: Read<PlaceData> = objectOf<PlaceData>(
  () => ({
    numbers: sumsOf<NumberSums>('smis', 'doubles', 'named'),
    short: strings,
    long: strings,
    parents: number,
    arrays,
    arrayNames: objects,
    objects,
    types: listOf(type),
    elements: place,
    keys: place,
    values: place,
    fields: place,
    slots: listOf(slot),
  }),
  true,
);

const slot: Read<SlotData> = (part, at) => {
  const [name, data] = listOf<unknown>((item) => item)(part, at);
  return [string(name, `${at}[0]`), place(data, `${at}[1]`)] as const;
};

const shape = objectOf<ShapeData>(() => ({
  names: listOf(string),
  symbols: number,
  count: number,
  bytes: number,
  least: number,
  most: number,
  dictionaries: number,
  dictionaryBytes: number,
  nameBytes: number,
  smis: number,
  doubles: number,
  boxed: number,
  boxedUnderSymbols: added(number),
  elementBytes: number,
  elements: number,
  fields: listOf((part, at) => (part === null ? null : place(part, at))),
}));

const calibration = objectOf<CalibrationData>(() => ({
  version: (part) => {
    if (part === 1) return part;
    throw new TypeError(`calibration must have version 1; got ${received(part)}`);
  },
  layout: string,
  engine: string,
  date: string,
  objects: number,
  bytes: number,
  classes: listOf(
    objectOf<ClassData>(() => ({ name: string, objects, shapes: listOf(shape), slots: added(listOf(slot)) })),
  ),
  types: listOf(type),
  root: place,
}));

/**
 * Reads a calibration that `calibrate` of `heapscale/node` made and `JSON.stringify` stored. It works in browsers and
 * workers, too: the calibration is for the layout that it names, and a walk for another layout refuses it.
 *
 * @param json the parsed JSON, or the JSON as a string.
 * @throws {TypeError} if it is not a calibration, or is of a later version of the format.
 * @throws {SyntaxError} if it is a string and not JSON.
 * @example
 * ```ts
 * const stored = JSON.stringify(await calibrate([cache]));
 * const calibration = readCalibration(stored);
 * deepSizeOf(cache, { calibration }).calibrated; // 1
 * ```
 */
export function readCalibration(json: unknown): Calibration {
  const data: unknown = typeof json === 'string' ? parsed(json) : json;
  if (typeof data !== 'object' || data === null || js.isArray(data))
    throw typeError('json', 'a calibration, as an object or as JSON', json);
  return new Calibration(calibration(data, ''));
}

/** Parsed JSON; the error says what was being read, since the stack of JSON.parse does not. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new SyntaxError(`the calibration is not JSON: ${(error as Error).message}`);
  }
}
