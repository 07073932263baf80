// The examples of the guides and of the TSDoc that look at the whole heap, which takes a second or more each.
import { describe, expect, it } from 'vitest';
import { asksV8 } from './asks-v8.ts';
import { guides } from './guides.ts';
import { runExample } from './run-example.ts';
import { withSnapshotFile } from './snapshot-file.ts';
import { standIns } from './stand-ins.ts';
import { examples } from './tsdoc.ts';

const blocks = guides.flatMap(({ file, blocks }) =>
  blocks.map(({ name, code }) => ({ name: `${file}: ${name}`, code })),
);

describe.each([
  ['the guides', blocks],
  ['the TSDoc', examples],
])('%s', (_, all) => {
  const long = all.filter(({ code }) => asksV8(code));

  it('have some that take long, and more that do not', () => {
    expect(long.length).toBeGreaterThan(5);
    expect(long.length).toBeLessThan(all.length / 2);
  });

  it.each(long.map(({ name, code }) => [name, code] as const))('%s', async (_, code) => {
    await runExample(withSnapshotFile(code), standIns(code));
  });
});
