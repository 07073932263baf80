/**
 * Arrays of plain objects that would be smaller as columns. Each object has a header of three words and a slot in the
 * array, and each fractional number is a heap number; one array per field avoids all of that.
 */
import { classInfoOf } from '../../inspect/class-info.ts';
import * as js from '../../platform/intrinsics.ts';
import { brands } from '../../inspect/brands.ts';
import { Kind } from '../../inspect/kinds.ts';
import { elementAt } from '../../inspect/read-array.ts';
import { nullPrototypeList, SafeSet } from '../../platform/safe-collections.ts';
import { eachPlace } from './by-place.ts';
import { areSame, listed, namesOf, valuesOf } from './contents.ts';
import { NumberScan } from './number-type.ts';
import { MAX_BUILT, spread } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import { setField } from './plain-objects.ts';
import { newArray } from '../estimator.ts';
import type { Estimator } from '../estimator.ts';

/** Fewer objects than this do not save the headers of the columns. */
const MIN_OBJECTS = 16;

/** Objects with more fields are not treated as rows of a table. */
const MAX_FIELDS = 64;

/** How many columns are named in the action. */
const MAX_NAMED = 6;

/** Arrays of one place that are examined; the others are assumed to be similar. */
const MAX_ARRAYS = 64;

/** The least saving, as a fraction, that is worth changing all code that reads the objects. */
const WORTHWHILE = 0.25;

/** Looks for arrays of plain objects with the same fields that nothing else refers to. */
export const columns: Rule = {
  kind: 'objects-by-column',
  examine({ places }, estimator, propose) {
    // Objects with more than one reference cannot be replaced.
    const shared = new SafeSet<object>();
    eachPlace(
      places,
      (kind, { info }) => kind === Kind.ordinary && info.isPlainObject,
      ({ objects, holders }) => {
        for (let i = 0; i < objects.length; i++) if (holders[i] > 1) shared.add(objects[i]);
      },
    );
    eachPlace(
      places,
      (kind) => kind === Kind.array,
      (place) => {
        const found = examineArrays(place, estimator, shared);
        if (found !== undefined) propose(found);
      },
    );
  },
};

function examineArrays(place: Place, estimator: Estimator, shared: ReadonlySet<object>): Proposal | undefined {
  const arrays = nullPrototypeList<number>();
  let all = 0;
  for (let i = 0; i < place.objects.length; i++) {
    const { length } = place.objects[i] as readonly unknown[];
    if (length < MIN_OBJECTS) continue;
    arrays[arrays.length] = i;
    all += length;
  }
  const looked = arrays.length < MAX_ARRAYS ? arrays.length : MAX_ARRAYS;
  const most = MAX_BUILT / looked;
  let before = 0;
  let after = 0;
  let seen = 0;
  let count = 0;
  const claimed = nullPrototypeList<object>();
  let types = '';
  for (let i = 0; i < looked; i++) {
    const array = place.objects[arrays[spread(i, looked, arrays.length)]] as readonly unknown[];
    const chosen = array.length < most ? array.length : most - (most % 1);
    seen += array.length;
    const table = readTable(array, place, chosen, shared);
    if (table === undefined) continue;
    const factor = array.length / chosen;
    before += factor * (estimator.weigh(table.rows) + estimator.arrayOf(chosen));
    const built = toColumns(table);
    after += factor * estimator.weigh(built);
    if (types === '') types = typesOf(table.names, built);
    count += array.length;
    claimed[claimed.length] = array;
    for (let k = 0; k < table.rows.length; k++) claimed[claimed.length] = table.rows[k];
  }
  if (count === 0 || before - after < WORTHWHILE * before) return undefined;
  const scale = all / seen;
  return {
    path: place.path,
    count: count * scale,
    before: before * scale,
    after: after * scale,
    objects: claimed,
    reason:
      'each of the objects has a header and a slot in the array; columns have neither, ' + 'and store numbers unboxed',
    action: `store one array per field and pass the index around: ${types}`,
  };
}

/** The contents of objects with the same fields. */
interface Table {
  readonly names: readonly string[];
  readonly rows: readonly object[];
  /** For each field, its values in order. */
  readonly values: readonly (readonly unknown[])[];
}

/**
 * Reads evenly chosen objects of an array; undefined if their fields differ, or if one has other references.
 */
function readTable(
  array: readonly unknown[],
  place: Place,
  chosen: number,
  shared: ReadonlySet<object>,
): Table | undefined {
  const rows = nullPrototypeList<object>();
  const values = nullPrototypeList<unknown[]>();
  const distinct = new SafeSet<object>();
  let names: readonly string[] | undefined;
  for (let i = 0; i < chosen; i++) {
    const row = elementAt(array, spread(i, chosen, array.length), place.info);
    if (!isPlainObject(row) || shared.has(row) || distinct.has(row)) return undefined;
    distinct.add(row);
    const own = namesOf(row);
    if (
      own === undefined ||
      own.length === 0 ||
      own.length > MAX_FIELDS ||
      (names !== undefined && !areSame(own, names))
    )
      return undefined;
    if (names === undefined) {
      names = own;
      for (let k = 0; k < own.length; k++) values[k] = nullPrototypeList();
    }
    const held = valuesOf(row, own);
    if (held === undefined) return undefined;
    for (let k = 0; k < held.length; k++) values[k][i] = held[k];
    rows[i] = row;
  }
  return names === undefined ? undefined : { names, rows, values };
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || brands.isProxy(value) || js.isArray(value)) return false;
  const prototype = js.getPrototypeOf(value);
  if (prototype === null) return false;
  const info = classInfoOf(value, prototype);
  return info.isPlainObject && info.kind === Kind.ordinary;
}

/** The type of each column, for the action. */
function typesOf(names: readonly string[], built: readonly object[]): string {
  const types = new SafeSet<string>();
  for (let k = 0; k < names.length && k < MAX_NAMED; k++)
    types.add(`\`${names[k]}\` ${js.typedArrayTag(built[k + 1]) ?? 'an array'}`);
  return `${listed(types, ',')}${names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : ''}`;
}

/** The table as columns: the object that holds them, and one array per field. */
function toColumns({ names, values }: Table): object[] {
  const table = {};
  const built = nullPrototypeList<object>();
  built[0] = table;
  for (let k = 0; k < names.length; k++) {
    const column = toColumn(values[k]);
    setField(table, names[k], column);
    built[built.length] = column;
  }
  return built;
}

function toColumn(values: readonly unknown[]): object {
  const scan = new NumberScan();
  for (let i = 0; i < values.length && scan.add(values[i]); i++);
  const { type } = scan;
  if (type !== undefined) return new type.make(values.length);
  const column = newArray(values.length);
  for (let i = 0; i < values.length; i++) column[i] = values[i];
  return column;
}
