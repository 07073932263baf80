// npm run bench:scale: time per object and peak memory from a thousand objects to fifty million, very wide containers
// and a very long chain. Writes benchmarks/scale.svg. Each size runs in a process of its own.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
const [task, size] = process.argv.slice(2);

const builders = {
  // Records of three objects each, flat enough that all fit into lists of a million.
  graph: (n) =>
    Array.from({ length: Math.ceil(n / 1e6) }, (_, part) =>
      Array.from({ length: Math.min(1e6, n - part * 1e6) / 2 }, (_, i) => ({ id: i, next: { id: i } })),
    ),
  chain: (n) => {
    let chain = null;
    for (let i = 0; i < n; i++) chain = { next: chain };
    return chain;
  },
  array: (n) => {
    // V8 holds 2^27 elements in one array and grows by half, so the largest are put together from two.
    const half = [];
    for (let i = 0; i < n / 2; i++) half.push(i & 1023);
    return half.concat(half);
  },
  holes: (n) => {
    const holes = new Array(n);
    holes[n - 1] = {};
    return holes;
  },
  map: (n) => {
    const map = new Map();
    for (let i = 0; i < n; i++) map.set(i, i);
    return map;
  },
};

if (task !== undefined) {
  const { deepSizeOf } = await import('../dist/index.js');
  const n = Number(size);
  const value = builders[task](n);
  globalThis.gc();
  globalThis.gc();
  const times = [];
  let report;
  const before = process.memoryUsage().rss;
  let peak = before;
  // The walk is synchronous, so its peak is what the system says afterwards, less what stood before.
  for (let round = 0; round < (n <= 1e5 ? 15 : n <= 1e6 ? 5 : 1); round++) {
    const start = performance.now();
    report = deepSizeOf(value);
    times.push(performance.now() - start);
  }
  peak = process.resourceUsage().maxRSS * 1024;
  times.sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      ms: times[times.length >> 1],
      objects: report.objects,
      walkBytes: peak - before,
      complete: report.complete,
    }),
  );
} else {
  // With more room than a program has by default V8 would leave more garbage of the walk where it is.
  const limitOf = (name) => (name === 'graph' || name === 'chain' ? 4096 : 18_000);
  const run = (name, n) =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', `--max-old-space-size=${limitOf(name)}`, self, name, String(n)], {
        encoding: 'utf8',
      }),
    );
  const points = [];
  console.log(
    '| value | objects | time | per object | peak memory of the walk | a object |\n|---|---:|---:|---:|---:|---:|',
  );
  const line = (name, n, per = n) => {
    const { ms, objects, walkBytes } = run(name, n);
    const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
    console.log(
      `| ${name} of ${n.toLocaleString('en')} | ${objects.toLocaleString('en')} | ${ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`} | ${((ms * 1e6) / per).toFixed(1)} ns | ${walkBytes > 2 ** 22 ? mib(walkBytes) : '-'} | ${walkBytes > 2 ** 22 && name !== 'array' && name !== 'map' && name !== 'holes' ? `${(walkBytes / per).toFixed(1)} B` : '-'} |`,
    );
    return { n, ns: (ms * 1e6) / per };
  };
  for (const n of [1e3, 1e4, 1e5, 1e6, 1e7, 5e7]) points.push(line('graph', n));
  line('chain', 1e7);
  line('array', 130e6);
  line('holes', 150e6);
  line('map', 16e6);
  writeFileSync(fileURLToPath(new URL('scale.svg', import.meta.url)), plot(points));
}

/** Time per object over the number of objects, logarithmic in x. */
function plot(points) {
  const width = 640;
  const height = 280;
  const left = 60;
  const bottom = 40;
  const most = Math.max(...points.map((point) => point.ns)) * 1.2;
  const x = (n) => left + ((Math.log10(n) - 3) / (Math.log10(5e7) - 3)) * (width - left - 30);
  const y = (ns) => height - bottom - (ns / most) * (height - bottom - 30);
  const text = (px, py, words, anchor = 'middle') =>
    `<text x="${px.toFixed(1)}" y="${py.toFixed(1)}" text-anchor="${anchor}" font-family="sans-serif" font-size="12">${words}</text>`;
  const label = (n) => (n >= 1e6 ? `${n / 1e6} million` : n.toLocaleString('en'));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="time per object over the number of objects">
<rect width="${width}" height="${height}" fill="#fff"/>
${text(left, 18, 'nanoseconds per object', 'start')}
<path d="M${left} 30V${height - bottom}H${width - 20}" fill="none" stroke="#888"/>
${[0, 0.5, 1].map((part) => text(left - 6, y(most * part) + 4, (most * part).toFixed(0), 'end')).join('\n')}
<polyline fill="none" stroke="#1a6" stroke-width="2" points="${points.map((point) => `${x(point.n).toFixed(1)},${y(point.ns).toFixed(1)}`).join(' ')}"/>
${points.map((point) => `<circle cx="${x(point.n).toFixed(1)}" cy="${y(point.ns).toFixed(1)}" r="3" fill="#1a6"/>\n${text(x(point.n), y(point.ns) - 8, point.ns.toFixed(0))}\n${text(x(point.n), height - 20, label(point.n))}`).join('\n')}
</svg>
`;
}
