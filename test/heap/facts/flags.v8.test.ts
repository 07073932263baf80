// engineFacts switches a flag of V8 on for a moment: afterwards the process is as it was, or nothing was changed at
// all.
import { describe, expect, it } from 'vitest';
import { freezesFlags } from '../../../src/heap/facts/changeable-flags.ts';
import { runChild } from './children.ts';

/** The source of a worker, as a module or not, that runs a body with `parentPort` and `engineFacts`. */
const inWorker = (body: string): string =>
  `'Promise.all([import("node:worker_threads"), import(' + JSON.stringify(new URL('dist/node.js', 'file://' + process.cwd() + '/').href) + ')])' +
    ${JSON.stringify(`.then(([{ parentPort }, { engineFacts }]) => { ${body} });`)}`;

const DICTIONARY = 'const made = {}; for (let i = 0; i < 40; i++) made["key " + i] = i;';

describe('the flag of V8', () => {
  it('is off again, and the version tag of cached code is the same', () => {
    const found = runChild(`
      const before = v8.cachedDataVersionTag();
      const facts = engineFacts();
      print([acceptsNatives(), v8.cachedDataVersionTag() === before, facts === engineFacts()]);`);
    expect(found).toEqual([false, true, true]);
  });

  it('stays on in a process that was started with it', () => {
    expect(runChild('engineFacts(); print(acceptsNatives());', ['--allow-natives-syntax'])).toBe(true);
  });

  it('is refused where flags are frozen, without a crash', () => {
    for (const flag of ['--freeze-flags-after-init', '--freeze_flags_after_init'])
      expect(runChild('print(failure(engineFacts));', [flag])).toMatch(/^engineFacts is not available: .*frozen/);
  });

  it('is refused in a worker thread, whose own options do not show that flags are frozen', () => {
    const found = runChild(
      `
      const source = ${inWorker('try { engineFacts(); parentPort.postMessage("none"); } catch (error) { parentPort.postMessage(error.message); }')};
      const worker = new Worker(source, { eval: true, execArgv: [] });
      worker.once('message', (message) => print(message));`,
      ['--freeze-flags-after-init'],
    );
    expect(found).toMatch(/^engineFacts is not available: .*frozen/);
  });

  it('is refused where code generation from strings is not allowed, and no flag is changed', () => {
    const found = runChild(
      `
      const { setFlagsFromString } = v8;
      const before = v8.cachedDataVersionTag();
      print([failure(engineFacts), v8.cachedDataVersionTag() === before]);`,
      ['--disallow-code-generation-from-strings'],
    );
    expect(found).toEqual([expect.stringMatching(/^engineFacts is not available: .*code generation/), true]);
  });

  it('works in worker threads at the same time, and is off at the end', () => {
    const found = runChild(`
      const source = ${inWorker(`${DICTIONARY} parentPort.postMessage(engineFacts().hasFastProperties(made));`)};
      const workers = Array.from({ length: 4 }, () => new Worker(source, { eval: true }));
      const answers = await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
      engineFacts();
      print([answers, acceptsNatives()]);`);
    expect(found).toEqual([[false, false, false, false], false]);
  });

  it('is used again when V8 has discarded the compiled code', () => {
    const found = runChild(
      `
      ${DICTIONARY}
      const facts = engineFacts();
      v8.setFlagsFromString('--expose-gc');
      const collect = vm.runInNewContext('gc');
      for (let i = 0; i < 8; i++) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const rope = 'a part that is long ' + process.pid + ' and another one';
      const proxy = new Proxy(made, {});
      print([
        facts.hasFastProperties(made), facts.hasFastProperties({ a: 1 }), facts.elementsKindOf([1.5]), facts.stringFormOf(rope) > 2,
        facts.isSameString(rope, rope), facts.hasSameMap({ a: 1 }, { a: 2 }), facts.proxyTargetOf(proxy) === made,
        deepSizeOf(made, { facts }).bytes > 0, acceptsNatives(),
      ]);`,
      ['--stress-flush-code'],
    );
    expect(found).toEqual([false, true, 2, true, true, true, true, true, false]);
  });
});

describe('frozen flags on a command line', () => {
  it.each([
    [['--freeze-flags-after-init'], true],
    [['--freeze_flags-after_init'], true],
    [['-freeze-flags-after-init'], true],
    [['--no-freeze-flags-after-init'], false],
    [['--nofreeze-flags-after-init'], false],
    [['--freeze-flags-after-init', '--no-freeze-flags-after-init'], false],
    [['--no-freeze-flags-after-init', '--freeze-flags-after-init'], true],
    [['--frozen-intrinsics', '--title=--freeze-flags-after-init'], false],
    [[], false],
  ])('%j', (args, frozen) => expect(freezesFlags(args)).toBe(frozen));
});
