// Python's post: an object keeps its fields in a dictionary of its own, and __slots__ does away with it. V8 gives an
// object a hidden class from the start: what a constructor or a literal sets stands in the object, a slot each, and the
// names are kept once for all (src/objects/js-objects.h, map.h). What is added to {} later goes to an array beside it
// that grows by three (JSObject::kFieldsAdded); a deletion or a null prototype makes a dictionary of the object; a Map
// has a table of its own, of three words an entry (OrderedHashMap). So the class is what __slots__ is, and a Map or a
// dictionary what __dict__ is.
import { formatCount } from '../../.build/src/report/table.js';
import { atLeast, atMost, exactly, page, sizesTable, weigh } from './page.mjs';

const COUNT = 1000;
const NAMES = ['id', 'x', 'y', 'width', 'height'];

class Box {
  constructor(i) {
    this.id = i;
    this.x = i;
    this.y = i;
    this.width = i;
    this.height = i;
  }
}

class PrivateBox {
  #id;
  #x;
  #y;
  #width;
  #height;
  constructor(i) {
    this.#id = this.#x = this.#y = this.#width = this.#height = i;
  }
  sum() {
    return this.#id + this.#x + this.#y + this.#width + this.#height;
  }
}

const grownOf = (object, value, names = NAMES) => {
  for (const name of names) object[name] = value;
  return object;
};

/** How each kind of record is made; all values are small integers, which take no room but their slot. */
const kinds = {
  'class, fields set in the constructor': (i) => new Box(i),
  'class with private fields': (i) => new PrivateBox(i),
  'literal { id, x, y, ... }': (i) => ({ id: i, x: i, y: i, width: i, height: i }),
  'array [id, x, y, ...] (namedtuple)': (i) => [i, i, i, i, i],
  '{}, fields added later': (i) => grownOf({}, i),
  'literal, one field set undefined': (i) => {
    const box = { id: i, x: i, y: i, width: i, height: i };
    box.id = undefined;
    return box;
  },
  'literal, one field deleted': (i) => {
    const box = { id: i, x: i, y: i, width: i, height: i };
    delete box.id;
    return box;
  },
  'Object.create(null)': (i) => grownOf(Object.create(null), i),
  Map: (i) => new Map(NAMES.map((name) => [name, i])),
};

/** src/heap/README.md: no range that allowed this would say anything. */
const BEYOND = { 'literal, one field deleted': 'many alike objects had a property deleted' };

export async function recordsOfFields() {
  const lists = {};
  for (const [name, make] of Object.entries(kinds)) lists[name] = Array.from({ length: COUNT }, (_, i) => make(i));
  const listBytes = (await weigh({ list: new Array(COUNT).fill(0) }))[0].bytes;
  const rows = await weigh(lists, BEYOND);
  const each = rows.map((row) => (row.bytes - listBytes) / COUNT);
  const [fixed, hidden, literal, tuple, grown, cleared, deleted, bare, map] = each;
  return {
    title: `${formatCount(COUNT)} records of five fields: classes, grown objects, dictionaries, Maps`,
    tables: [sizesTable(rows, { per: COUNT, piece: 'a record', less: listBytes, times: rows[0] })],
    rows,
    claims: [
      exactly('bytes of a literal beyond a class instance', literal - fixed, 0),
      exactly('bytes of private fields beyond public ones', hidden - fixed, 0),
      exactly('bytes of a field set undefined', cleared - literal, 0),
      atMost('tuple / class instance', tuple / fixed, 1.5),
      atLeast('{} grown / class instance', grown / fixed, 1.4),
      atLeast('literal after a deletion / class instance', deleted / fixed, 4),
      atLeast('Object.create(null) / class instance', bare / fixed, 4),
      atLeast('Map / class instance', map / fixed, 3),
    ],
  };
}

await page(import.meta.url, recordsOfFields);
