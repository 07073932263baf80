/** Tests of those examples that look at the whole heap; the others are run by the tests of the project v8. */
import { expect, it } from 'vitest';
import { asksV8 } from './asks-v8.ts';
import { runExample } from './run-example.ts';
import { withSnapshotFile } from './snapshot-file.ts';
import { standIns } from './stand-ins.ts';

interface Example {
  readonly name: string;
  readonly code: string;
}

export function runLongExamples(all: readonly Example[]): void {
  const long = all.filter(({ code }) => asksV8(code));

  it('have some that take long, and more that do not', () => {
    expect(long.length).toBeGreaterThan(5);
    expect(long.length).toBeLessThan(all.length / 2);
  });

  it.each(long.map(({ name, code }) => [name, code] as const))('%s', async (_, code) => {
    await runExample(withSnapshotFile(code), standIns(code));
  });
}
