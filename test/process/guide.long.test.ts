// The blocks that the guide of the live process prints are what its program prints.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const guide = readFileSync(new URL('../../src/process/README.md', import.meta.url), 'utf8');
/** The blocks without a language. */
const blocks = [...guide.matchAll(/^```([^\n]*)\n([^]*?)\n```$/gm)]
  .filter(([, language]) => language === '')
  .map(([, , block]) => block);
const program = fileURLToPath(new URL('../../benchmarks/live-process.mjs', import.meta.url));

/** Without the name of the engine, what a run leaves behind on average, and how V8 reaches the global object. */
function normalised(text: string): string {
  return text
    .replace(/^layout: .*$/m, 'layout')
    .replace(/(per run, )\d+ B/, '$1SIZE')
    .replace(/^ {3}.*(?=\.store Object)/m, '   WAY > ');
}

describe('the guide to the live process', () => {
  it('prints what its program prints', async () => {
    expect(blocks).toHaveLength(2);
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', program]);
    expect(normalised(stdout.trimEnd())).toBe(normalised(blocks.join('\n\n')));
  });
});
