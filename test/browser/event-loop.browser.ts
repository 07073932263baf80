// deepSizeOfAsync in a real Chromium: between two slices the page's own tasks run, and one of them can end the walk.
import { expect, it } from 'vitest';
import { withChromium } from '../../benchmarks/engines/chromium.mjs';

interface Seen {
  readonly walked: number;
  readonly timers: number;
  readonly messages: number;
  readonly responses: number;
  readonly aborted: string;
  readonly abortedAfter: number;
}

// As a string, since the runner rewrites imports in functions.
const PROGRAM = `(async () => {
  const { deepSizeOfAsync } = await import('/dist/index.js');
  const value = Array.from({ length: 400_000 }, (_, i) => ({ id: i, name: 'name ' + i, tags: [i] }));
  let timers = 0, messages = 0, responses = 0;
  const interval = setInterval(() => timers++, 5);
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { messages++; setTimeout(() => channel.port2.postMessage(null), 5); };
  channel.port2.postMessage(null);
  const ask = () => fetch('/').then(() => { responses++; if (responses < 50) ask(); });
  ask();
  const started = performance.now();
  await deepSizeOfAsync(value, { sliceMs: 5 });
  const walked = performance.now() - started;
  clearInterval(interval);
  const seen = { walked, timers, messages, responses };
  const controller = new AbortController();
  const second = performance.now();
  setTimeout(() => controller.abort(), 20);
  const aborted = await deepSizeOfAsync(value, { sliceMs: 5, signal: controller.signal }).then(() => 'finished', (error) => error.name);
  return { ...seen, aborted, abortedAfter: performance.now() - second };
})()`;

it('lets timers, messages and responses through, and can be aborted by a timer', { timeout: 120_000 }, async () => {
  const seen = await withChromium(({ page }) => page.evaluate<Seen>(PROGRAM));
  // No task depends on the clock: a walk of many slices lets several of each kind run.
  expect(seen.timers).toBeGreaterThan(3);
  expect(seen.messages).toBeGreaterThan(3);
  expect(seen.responses).toBeGreaterThan(1);
  expect(seen.aborted).toBe('AbortError');
  expect(seen.abortedAfter).toBeLessThan(seen.walked);
});
