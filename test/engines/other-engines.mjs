// Engines that are not V8: figures are assumed there, and every form says so; what needs V8 fails with one plain
// sentence. Run as a script by Bun, imported by a page in Firefox (`heapscale/node` is not asked for there). Gives what
// a promise breaks.
import * as heapscale from '../../dist/index.js';
import { printedForms } from './printed-forms.mjs';

const value = {
  list: [1, 2.5, 'three'],
  map: new Map([['key', { x: 1.5 }]]),
  set: new Set([1, 2]),
  bytes: new Uint8Array(100),
  date: new Date(0),
  when: Promise.resolve(1),
  expression: /ab+c/g,
  run() {},
};

/** `engine` is how the sentences name the engine; `modules` are the Node entries, where there are any. */
export async function broken(engine, modules = {}) {
  const faults = [];
  const check = (what, isRight, seen) => void (isRight || faults.push(`${what}: ${seen}`));
  const assumption = `assumed: ${engine}`;
  const report = heapscale.deepSizeOf(value, { paths: true });
  check('bytes', report.bytes > 500 && report.range.min <= report.bytes, report.bytes);
  const ofHost = heapscale.deepSizeOf(new URL('http://localhost/')).hidden.map(({ kind }) => kind);
  check('an object of the host', ofHost.includes('host-objects'), JSON.stringify(ofHost));
  check('report.layout.assumption', String(report.layout.assumption).includes(assumption), report.layout.assumption);
  for (const [what, text] of await printedForms(heapscale)) check(what, text.includes(assumption), text);
  const fails = async (what, sentence, run) => {
    try {
      await run();
      faults.push(`${what} did not fail`);
    } catch (error) {
      check(what, error.message.includes(sentence), error.message);
    }
  };
  if (modules.assert !== undefined) {
    await fails('assertFitsIn', assumption, () => modules.assert.assertFitsIn(value, '100 B'));
    await fails('budgets', assumption, () => modules.assert.defineBudgets({ list: '1 B' }).assert({ list: [1, 2.5] }));
    await fails('assertAllocatesLess', 'collecting garbage needs V8', () =>
      modules.assert.assertAllocatesLess(() => [1], '1 B'),
    );
  }
  if (modules.node !== undefined) {
    for (const name of ['exactSizeOf', 'verify', 'retainersOf'])
      await fails(name, `a heap snapshot needs V8: ${engine}`, () => modules.node[name](value));
    await fails('calibrate', `needs V8: ${engine}`, () => modules.node.calibrate([value]));
    await fails('census', `the inspector needs V8: ${engine}`, () => modules.node.census());
  }
  await fails('reveal', 'the inspector needs V8', () => heapscale.deepSizeOf(value, { reveal: true }));
  return faults;
}
