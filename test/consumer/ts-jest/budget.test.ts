// ts-jest with its defaults: CommonJS, and the resolution of TypeScript that reads no "exports".
import { deepSizeOf } from 'heapscale';
import { exactSizeOf } from 'heapscale/node';
import 'heapscale/jest';

test('both counts agree, and matchers have types', async () => {
  const value = JSON.parse('{"a":1,"b":[1,2,3]}') as object;
  expect(deepSizeOf(value).bytes).toBe((await exactSizeOf(value)).bytes);
  expect(value).toFitIn('1 KiB');
}, 60_000);
