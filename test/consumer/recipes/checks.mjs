// What the recipes report is held against V8's own count: all values in one heap snapshot, at the end.
import { strict as assert } from 'node:assert';
import { exactSizesOf } from 'heapscale/node';

/** No recipe may be further from V8's count than this. */
const MOST = 0.05;

const checks = [];

/** What a recipe reports of a value in bytes, or the limit that a full cache keeps. */
export function holds(name, bytes, value) {
  assert.ok(bytes > 10_000, `${name}: ${bytes} bytes are too few to prove anything`);
  checks.push({ name, bytes, value });
}

/** Compares, prints a line for each, and throws if one is too far off. */
export async function compare() {
  const counts = await exactSizesOf(checks.map(({ value }) => value));
  const wrong = [];
  for (const [i, { name, bytes }] of checks.entries()) {
    const error = bytes / counts[i].bytes - 1;
    const line = `${name}: ${bytes} B, V8 ${counts[i].bytes} B, ${(100 * error).toFixed(1)} %`;
    console.log(line);
    if (!(Math.abs(error) <= MOST)) wrong.push(line);
  }
  assert.deepEqual(wrong, []);
}

/** A value as a server or a database sends it: parsed, with strings of its own. */
export const received = (value) => JSON.parse(JSON.stringify(value));

/** Pseudo-random numbers from 0 up to 1, the same in each run (Lehmer's generator). */
export function randomFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** A string of its own that no other equals. */
export const text = (id, length) => received(`${id.toString(36)} `.padEnd(length, 'text '));
