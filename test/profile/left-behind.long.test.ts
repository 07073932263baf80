// After a profile, also one that threw, nothing of it is left: no breakpoint, no listener, no observer, nothing that
// keeps Node alive.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Where `seen.length = i` stands in the script below; lines begin at 0. */
const OWN_LINE = 14;

/** The figure of an array of 100,000 elements. V8 11 may count a page of old space as used once an object in it is. */
function expectArray(bytes: number): void {
  const page = process.versions.v8.startsWith('11.') ? 256 * 1024 : 0;
  expect(bytes).toBeGreaterThan(720_000);
  expect(bytes).toBeLessThan(880_000 + page);
}

describe('after a profile', () => {
  it('that returned, and one that threw, another session has its own breakpoints, and no listener and no observer is left', () => {
    const script = join(folder, 'own.mjs');
    writeFileSync(
      script,
      `
      import { Session } from 'node:inspector';
      import { PerformanceObserver } from 'node:perf_hooks';
      import { profileMemory } from ${JSON.stringify(pathToFileURL(resolve('dist/profile.js')).href)};
      let observers = 0;
      const { observe, disconnect } = PerformanceObserver.prototype;
      PerformanceObserver.prototype.observe = function (...args) { observers++; return observe.apply(this, args); };
      PerformanceObserver.prototype.disconnect = function () { observers--; return disconnect.call(this); };
      const listeners = () => process.eventNames().map((name) => String(name) + process.listenerCount(name)).sort().join();
      const seen = [];
      let visits = 0;
      globalThis.visit = () => { visits++; return false; };
      function twice(count, error) {
        for (let i = 0; i < count; i++) {
          seen.length = i;
        }
        if (error) throw error;
      }
      const before = listeners();
      const names = Reflect.ownKeys(globalThis).length;
      const answers = [];
      for (const error of [undefined, new Error('on purpose')]) {
        await profileMemory(twice, 30, error).catch((thrown) => answers.push(thrown === error));
        const session = new Session();
        session.connect();
        session.post('Debugger.enable');
        session.post('Debugger.setBreakpointByUrl', { lineNumber: ${OWN_LINE}, url: import.meta.url, condition: 'visit()' });
        visits = 0;
        twice(20);
        session.disconnect();
        answers.push(visits, observers, listeners() === before, Reflect.ownKeys(globalThis).length - names);
      }
      console.log(JSON.stringify(answers));
    `,
    );
    const text = execFileSync(process.execPath, [script], { encoding: 'utf8' });
    expect(JSON.parse(text)).toEqual([20, 0, true, 0, true, 20, 0, true, 0]);
  });

  it('Node ends by itself', () => {
    const script = join(folder, 'ends.mjs');
    writeFileSync(
      script,
      `
      import { profileMemory } from ${JSON.stringify(pathToFileURL(resolve('dist/profile.js')).href)};
      await profileMemory(function one() { return [1, 2, 3]; });
      await profileMemory(function two() { throw new Error('x'); }).catch(() => {});
      console.log('done');
    `,
    );
    const { stdout, status } = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 60_000 });
    expect(stdout.trim()).toBe('done');
    expect(status).toBe(0);
  });

  it('loads by require', () => {
    const text = `const { profileMemory } = require('heapscale/profile');
      profileMemory(function made(count) { return new Array(count); }, 100000).then(({ lines }) => console.log(lines[0].incrementBytes));`;
    const bytes = Number(execFileSync(process.execPath, ['-e', text], { encoding: 'utf8' }));
    expectArray(bytes);
  });

  it('is the same when a process profiles again', () => {
    const script = join(folder, 'again.mjs');
    writeFileSync(
      script,
      `
      import { profileMemory } from ${JSON.stringify(pathToFileURL(resolve('dist/profile.js')).href)};
      for (let time = 0; time < 3; time++) {
        const { lines } = await profileMemory(function made(count) {
          return new Array(count);
        }, 100000);
        console.log(lines[1].incrementBytes);
      }
    `,
    );
    const figures = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim().split('\n').map(Number);
    expect(figures).toHaveLength(3);
    for (const bytes of figures) expectArray(bytes);
  });

  it('works with a debugger listening', async () => {
    const script = join(folder, 'listening.mjs');
    writeFileSync(
      script,
      `
      import { profileMemory } from ${JSON.stringify(pathToFileURL(resolve('dist/profile.js')).href)};
      const { lines } = await profileMemory(function made(count) {
        return new Array(count);
      }, 100000);
      console.log(lines[1].incrementBytes);
    `,
    );
    const child = spawn(process.execPath, ['--inspect=0', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (part) => (text += String(part)));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expectArray(Number(text));
  });
});
