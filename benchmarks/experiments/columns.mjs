// Python's post: a table kept as a list of dicts or objects against one array a column (array, numpy, pandas). In V8 a
// record is an object with a header of three words, and a field that holds a double points to a box of its own (a
// HeapNumber that the object may write to: src/objects/map.h, Representation::Double). Column-wise the headers are
// gone, an array of doubles holds them bare, and a typed array has no more bytes than a number needs; what repeats
// becomes a number in a list of texts.
import { formatCount } from '../../.build/src/report/table.js';
import { atLeast, atMost, exactly, page, sizesTable, weigh } from './page.mjs';

const COUNT = 20_000;
const COUNTRIES = ['Austria', 'Belgium', 'Czechia', 'Denmark', 'Estonia', 'Finland', 'Germany', 'Hungary'];

const idOf = (i) => i;
const priceOf = (i) => (i % 997) + 0.25;
const quantityOf = (i) => i % 50;
const countryOf = (i) => COUNTRIES[(i * 7) % COUNTRIES.length];
const paidOf = (i) => i % 3 === 0;

const column = (valueOf) => Array.from({ length: COUNT }, (_, i) => valueOf(i));

/** All rows as typed columns; a country is its place in a list of countries. */
function typedColumns() {
  const codes = new Map(COUNTRIES.map((country, code) => [country, code]));
  return {
    id: Int32Array.from(column(idOf)),
    price: Float64Array.from(column(priceOf)),
    quantity: Uint8Array.from(column(quantityOf)),
    country: Uint8Array.from(column(countryOf), (country) => codes.get(country)),
    paid: Uint8Array.from(column(paidOf)),
    countries: [...codes.keys()],
  };
}

const rowOf = (i) => ({
  id: idOf(i),
  price: priceOf(i),
  quantity: quantityOf(i),
  country: countryOf(i),
  paid: paidOf(i),
});
const rowFrom = ({ id, price, quantity, country, paid, countries }, i) => ({
  id: id[i],
  price: price[i],
  quantity: quantity[i],
  country: countries[country[i]],
  paid: paid[i] === 1,
});

export async function rowsAgainstColumns() {
  const typed = typedColumns();
  const rows = await weigh({
    'rows: array of Maps': column((i) => new Map(Object.entries(rowOf(i)))),
    'rows: array of objects': column(rowOf),
    'rows: array of arrays': column((i) => Object.values(rowOf(i))),
    'columns: object of arrays': {
      id: column(idOf),
      price: column(priceOf),
      quantity: column(quantityOf),
      country: column(countryOf),
      paid: column(paidOf),
    },
    'columns: object of typed arrays': typed,
  });
  const [maps, objects, , arrays, packed] = rows.map((row) => row.bytes);
  let different = 0;
  for (let i = 0; i < COUNT; i++) if (JSON.stringify(rowFrom(typed, i)) !== JSON.stringify(rowOf(i))) different++;
  return {
    title: `A table of ${formatCount(COUNT)} rows and five columns: by row and by column`,
    tables: [sizesTable(rows, { per: COUNT, piece: 'a row' })],
    rows,
    claims: [
      exactly('rows that the typed columns do not give back', different, 0),
      atLeast('array of objects / arrays a column', objects / arrays, 2),
      atLeast('array of objects / typed columns', objects / packed, 5),
      atLeast('array of Maps / array of objects', maps / objects, 3),
      atMost('bytes a row in typed columns', packed / COUNT, 16),
    ],
  };
}

await page(import.meta.url, rowsAgainstColumns);
