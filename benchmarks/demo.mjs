// npm run demo: weighs a real file of this repository and prints where the bytes are.
import { readFileSync } from 'node:fs';
import { advise, deepSizeOf, describeLayout, formatBytes } from '../dist/index.js';
import { exactSizeOf } from '../dist/node.js';

const file = new URL('../package-lock.json', import.meta.url);
const text = readFileSync(file, 'utf8');
const value = JSON.parse(text);
const report = deepSizeOf(value);
console.log(`package-lock.json: ${formatBytes(text.length)} of text, parsed:\n`);
console.log(String(report));
const exact = await exactSizeOf(value);
console.log(
  `\nV8's own count, from a heap snapshot: ${formatBytes(exact.bytes)} (ours is ${((report.bytes / exact.bytes - 1) * 100).toFixed(2)} % off)\n`,
);
console.log(String(describeLayout(value)));
console.log(`\n${String(advise(value, { name: 'lock' }))}`);
