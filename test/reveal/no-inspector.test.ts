// Where the platform has no inspector, or one that answers later, reveal: true is an error, and everything else works.
import { afterEach, expect, it, vi } from 'vitest';
import * as platform from '../../src/platform/builtin-module.ts';

class Secret {
  #text = 'a secret';
  read() {
    return this.#text;
  }
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

it.each<[string, object | undefined, string]>([
  ['none', undefined, 'no inspector is available: it is part of Node'],
  [
    'one that answers later',
    {
      Session: class {
        connect() {}
        post() {}
      },
    },
    'this platform has no synchronous inspector, which this needs: run it in Node',
  ],
])('with %s', async (_, inspector, message) => {
  vi.resetModules();
  vi.doMock('../../src/platform/builtin-module.ts', () => ({
    builtinModule: (id: string) => (id === 'node:inspector' ? inspector : platform.builtinModule(id)),
  }));
  const { deepSizeOf } = await import('../../src/index.ts');
  expect(() => deepSizeOf(new Secret(), { reveal: true })).toThrow(message);
  expect(deepSizeOf(new Secret()).hidden.map((row) => row.kind)).toEqual(['private-fields']);
  vi.doUnmock('../../src/platform/builtin-module.ts');
});
