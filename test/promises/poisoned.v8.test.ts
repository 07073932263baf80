// V8's own count, and what the inspector reveals, call no built-in that the program has replaced: in a process of its own, where the
// test runner's own calls are not in the way.
// What asks a snapshot that was read measures no value, and is not looked at.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

let found: Record<string, Record<string, string>>;

beforeAll(() => {
  const program = fileURLToPath(new URL('poisoned/calls.mjs', import.meta.url));
  found = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' })) as typeof found;
});

describe('with every built-in replaced', () => {
  it.each(['exactSizeOf', 'exactSizesOf', 'retainersOf', 'verify', 'readSnapshot', 'revealHidden', 'reveal: true'])(
    'none is called by %s',
    (call) => {
      expect(found[call]).toEqual({});
    },
  );

  it('the process notices calls', () => {
    expect(Object.keys(found['String']).length).toBeGreaterThan(10);
  });
});
