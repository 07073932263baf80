// node --expose-gc --trace-deopt walks.mjs <entry> <walks>: weighs values of many shapes with full collections in
// between, after a warm-up; prints a line where it begins to count.
const { deepSizeOf, entrySizeOf } = await import(process.argv[2]);
const range = (n) => Array.from({ length: n }, (_, i) => i);
const parsed = (value) => JSON.parse(JSON.stringify(value));
class Item {
  constructor(i) {
    this.id = i;
    this.names = [`name ${i % 50}`];
    this.half = i + 0.5;
  }
}
function buildItem(i) {
  return new Item(i);
}
const values = [
  parsed(range(3000).map((i) => ({ id: i, name: `name ${i}`, half: i / 2, on: i % 2 === 0, none: null }))),
  parsed(range(3000).map((i) => ({ id: i, tags: [`a${i % 50}`, 'bb', 'ccc'], at: { x: i / 7, y: i } }))),
  range(3000).map(buildItem),
  new Map(range(2000).map((i) => [`key ${i}`, { i, members: new Set([i]) }])),
  range(20_000).map((i) => i + 0.5),
  { list: range(100), date: new Date(0), text: 'some text', fn: () => 1, big: 10n, re: /x/ },
];
const small = parsed(range(200).map((i) => ({ id: i, name: `name ${i}`, tags: ['a', 'bb'], half: i / 2 })));
const walks = (count) => {
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    for (const value of values) bytes += deepSizeOf(value).bytes;
    for (const value of small) bytes += deepSizeOf(value).bytes + entrySizeOf('a key', value);
    globalThis.gc();
  }
  return bytes;
};
const before = walks(60);
console.log('COUNTING');
if (walks(Number(process.argv[3])) * 60 !== before * Number(process.argv[3])) throw new Error('sizes changed');
console.log('DONE');
