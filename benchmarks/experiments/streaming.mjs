// Python's post: a generator or a line at a time instead of the whole file at once. JSON.parse needs all of its text
// and makes all of its values before the first can be used: file, text and records are alive together. Read line by
// line (JSON Lines), one record is alive at a time and the rest is garbage, which V8's young generation throws away;
// what is kept is the same. A third way is the one that goes wrong: keeping pieces cut out of the text, each of which
// keeps all of it.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import { formatBytes } from '../../dist/index.js';
import { formatCount } from '../../.build/src/report/table.js';
import { atLeast, atMost, collect, exactly, page, table, weigh } from './page.mjs';

const RECORDS = 100_000;
/** One record in so many is kept: the orders that are late. */
const KEPT = 1000;
/** The heap is looked at after so many lines. */
const LOOK = 5000;

const recordOf = (i) => ({
  id: i,
  customer: `customer number ${i % 977}`,
  late: i % KEPT === 0,
  total: (i % 5000) + 0.25,
  items: [i % 13, i % 17, i % 19],
  note: `a remark on order ${i}`,
});

/** Bytes alive in this process, on V8's heap and off it, garbage collected first. */
function aliveBytes() {
  collect();
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  return used + external;
}

/** Each way takes the file, calls `look` at the points where most is alive, and returns what is kept. */
const ways = {
  whole(path, look) {
    const text = readFileSync(path, 'utf8');
    const records = JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`);
    const kept = records.filter((record) => record.late);
    look();
    // Alive until here, as in a function that goes on.
    return records.length === 0 || text.length === 0 ? [] : kept;
  },
  async lines(path, look) {
    const kept = [];
    let count = 0;
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const record = JSON.parse(line);
      if (record.late) kept.push(record);
      if (++count % LOOK === 0) look();
    }
    return kept;
  },
  cut(path, look) {
    const kept = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"late":true'));
    look();
    return kept;
  },
};

/** Runs one way in this process: the most that was alive beyond the start, and what is kept, by V8's count. */
async function runHere(way, path) {
  const before = aliveBytes();
  const rss = () => process.resourceUsage().maxRSS * 1024;
  const rssBefore = rss();
  let peak = 0;
  const kept = await ways[way](path, () => {
    peak = Math.max(peak, aliveBytes() - before);
  });
  const after = aliveBytes() - before;
  const rssRise = rss() - rssBefore;
  const [row] = await weigh({ [way]: kept }, way === 'cut' ? { cut: 'texts cut out of a larger one' } : {});
  return { peak, after, count: kept.length, rssRise, row };
}

const self = fileURLToPath(import.meta.url);
const inProcessOfItsOwn = (way, path) =>
  JSON.parse(execFileSync(process.execPath, [self, '--way', way, path], { encoding: 'utf8' }));

export async function wholeAgainstLines() {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
  try {
    const path = join(folder, 'orders.jsonl');
    const text = Array.from({ length: RECORDS }, (_, i) => JSON.stringify(recordOf(i))).join('\n');
    writeFileSync(path, `${text}\n`);
    const [whole, lines, cut] = Object.keys(ways).map((way) => inProcessOfItsOwn(way, path));
    const names = ['readFile and JSON.parse', 'readline, a record at a time', 'readFile and split, lines kept'];
    return {
      title: `${formatCount(RECORDS)} records, ${formatBytes(text.length)} of JSON Lines, of which ${formatCount(RECORDS / KEPT)} are kept`,
      tables: [
        table(
          ['', 'most alive', 'alive after', 'kept, by V8', 'estimate', 'rise of RSS'],
          [whole, lines, cut].map(({ peak, after, row, rssRise }, at) => [
            names[at],
            formatBytes(peak),
            formatBytes(after),
            formatBytes(row.bytes),
            formatBytes(row.estimate),
            formatBytes(rssRise),
          ]),
        ),
      ],
      rows: [whole, lines, cut].map(({ row }, at) => ({ ...row, name: names[at] })),
      claims: [
        exactly('records kept line by line, less those of the whole', lines.count - whole.count, 0),
        exactly('bytes kept line by line, less those of the whole', lines.row.bytes - whole.row.bytes, 0),
        atLeast('most alive, whole / line by line', whole.peak / lines.peak, 10),
        atLeast('most alive of the whole / length of the text', whole.peak / text.length, 2),
        atLeast('alive after the lines were cut out / length of the text', cut.after / text.length, 0.9),
        atMost('alive after reading line by line / length of the text', lines.after / text.length, 0.1),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [flag, way, path] = process.argv.slice(2);
if (flag === '--way') console.log(JSON.stringify(await runHere(way, path)));
else await page(import.meta.url, wholeAgainstLines);
