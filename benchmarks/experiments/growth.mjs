// Python's post: a list that is appended to takes more room than it needs (CPython adds an eighth), one made by [None]
// * n takes exactly its length. V8 adds a half and sixteen more slots (JSObject::NewElementsCapacity in
// src/objects/js-objects.h), so up to a third of a pushed array is spare; new Array(n) has just n slots, and slice()
// copies only what is used. The source tells where to look; the slots in the table are read from V8's snapshot, before
// and after each push that makes an array grow.
import { formatBytes } from '../../dist/index.js';
import { exactSizesOf } from '../../dist/node.js';
import { formatCount, formatShare } from '../../.build/src/report/table.js';
import { atLeast, atMost, exactly, page, sizesTable, table, weigh } from './page.mjs';

const COUNT = 100_000;

function pushed(count) {
  const array = [];
  for (let i = 0; i < count; i++) array.push(i);
  return array;
}

function preallocated(count) {
  const array = new Array(count);
  for (let i = 0; i < count; i++) array[i] = i;
  return array;
}

/** Where V8's source has an array grow, and to how many slots: `[push, slots after it]`. */
function* expectedGrowth(count) {
  for (let push = 1; push <= count; ) {
    const slots = push + (push >> 1) + 16;
    yield { push, slots };
    push = slots + 1;
  }
}

/** The same as V8 has it: an array filled up to a growth and one that is an element longer, for every growth. */
async function measuredGrowth(count) {
  const steps = [...expectedGrowth(count)];
  const [one, two, ...reports] = await exactSizesOf([
    new Array(1),
    new Array(2),
    ...steps.flatMap(({ push }) => [pushed(push - 1), pushed(push)]),
  ]);
  const slot = two.bytes - one.bytes;
  const slotsOf = (report) => Math.max(0, (report.bytes - one.bytes) / slot + 1);
  return steps.map(({ push, slots }, at) => ({
    push,
    expected: slots,
    before: slotsOf(reports[at * 2]),
    slots: slotsOf(reports[at * 2 + 1]),
  }));
}

export async function growth() {
  const steps = await measuredGrowth(COUNT);
  const rows = await weigh({
    'pushed one by one': pushed(COUNT),
    'new Array(n), then filled': preallocated(COUNT),
    'Array.from({ length: n })': Array.from({ length: COUNT }, (_, i) => i),
    'pushed, then slice()': pushed(COUNT).slice(),
    'new Int32Array(n)': new Int32Array(COUNT),
  });
  const [grown, filled, from, sliced] = rows;
  return {
    title: `An array of ${formatCount(COUNT)}: pushed against preallocated`,
    tables: [
      table(
        ['push', 'slots before', 'after', 'spare', 'grown by'],
        steps.map(({ push, before, slots }) => [
          formatCount(push),
          formatCount(before),
          formatCount(slots),
          formatCount(slots - push),
          before === 0 ? '-' : formatShare(slots - before, before),
        ]),
      ),
      sizesTable(rows, { per: COUNT, piece: 'an element' }),
      `Spare in the pushed array: ${formatBytes(grown.bytes - filled.bytes)}, ${formatShare(grown.bytes - filled.bytes, filled.bytes)} of what is used.`,
    ],
    rows,
    claims: [
      exactly(
        'growths that V8 makes elsewhere than its source says',
        steps.filter(({ push, before, slots, expected }) => before !== push - 1 || slots !== expected).length,
        0,
      ),
      atMost('slots / elements right after the last growth', steps.at(-1).slots / steps.at(-1).push, 1.51),
      atLeast('pushed / preallocated', grown.bytes / filled.bytes, 1.05),
      exactly('bytes of Array.from beyond new Array(n)', from.bytes - filled.bytes, 0),
      exactly('bytes of slice() beyond new Array(n)', sliced.bytes - filled.bytes, 0),
    ],
  };
}

await page(import.meta.url, growth);
