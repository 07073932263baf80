// V8's count where a snapshot does not say it in so many words: names like V8's own, memory outside the heap, the
// string table, globals.
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { retainersOf } from '../../src/heap/retainers.ts';
import { verify } from '../../src/heap/verify.ts';
import { deepSizeOf } from '../../src/index.ts';
import { freshText } from '../corpus/structure.ts';

const keep: Record<string, unknown> = {};

/** Ten instances of a class of any name: V8 has chosen their size when there are seven. */
function instances(name: string): object[] {
  const Class = {
    [name]: class {
      a = Array.from({ length: 20 }, (_, i) => i);
      b = { c: 1 };
    },
  }[name];
  return Array.from({ length: 10 }, () => new Class());
}

describe('a class that is named like an object of V8', () => {
  const NAMES = [
    'system / JSProxy',
    'system / Context',
    'system / NativeContext',
    'system / PropertyArray',
    'system / X',
  ];

  it('weighs what any other class does, and is not a Proxy in the report', async () => {
    const proxies = [...instances('system / JSProxy'), new Proxy({}, {})];
    const [plain, withProxy, ...named] = await exactSizesOf([instances('Plain'), proxies, ...NAMES.map(instances)]);
    expect(plain.bytes).toBeGreaterThan(10 * 200);
    expect(named.map((report) => report.bytes)).toEqual(NAMES.map(() => plain.bytes));
    expect(withProxy.byType.find((row) => row.type === 'Proxy')?.count).toBe(1);
  });
});

describe('memory outside the heap', () => {
  /** Bytes of text that begin with something new, since a snapshot has only the beginning of a string. */
  const bytes = (length: number): Buffer => Buffer.alloc(length, 'abc').fill(freshText(20), 0, 20);

  const KINDS: readonly (readonly [name: string, payload: number, build: () => string])[] = [
    ['one byte a character', 2_000_000, () => bytes(2_000_000).toString('latin1')],
    ['hexadecimal digits', 2_400_000, () => bytes(1_200_000).toString('hex')],
    ['two bytes a character', 4_000_000, () => bytes(4_000_000).toString('utf16le')],
  ];

  /** Places that hold such a string. */
  function holdersOf(build: () => string): unknown[] {
    class Secret {
      #text = build();
      read() {
        return this.#text;
      }
    }
    const twice = build();
    return [
      { text: build() },
      new Map([['a', build()]]),
      new Secret(),
      [twice, build(), twice],
      [`${build()} and more`],
    ];
  }

  it('includes the payload of external strings of every kind, and WebAssembly.Memory whose buffer was never read', async () => {
    const unread = new WebAssembly.Memory({ initial: 3 });
    const read = new WebAssembly.Memory({ initial: 2 });
    expect(read.buffer.byteLength).toBe(2 * 65536);
    const holders = KINDS.flatMap(([, , build]) => holdersOf(build));
    const [first, second, ...strings] = await exactSizesOf([{ unread }, { read }, ...holders]);
    expect([first.externalBytes, second.externalBytes]).toEqual([3 * 65536, 2 * 65536]);
    expect(first.heapBytes).toBe(second.heapBytes);
    for (const [i, [name, payload]] of KINDS.entries()) {
      const [held, inMap, hidden, inArray, inRope] = strings.slice(5 * i);
      expect(held.externalBytes, name).toBe(payload);
      expect(held.heapBytes, name).toBeLessThan(100);
      expect(inMap.externalBytes, name).toBe(payload);
      expect(hidden.externalBytes, name).toBe(payload);
      expect(inArray.externalBytes, name).toBe(2 * payload);
      // A string inside a rope is not a value of the program: V8 12 and older show no more of it than the rope's length.
      expect(inRope.externalBytes, name).toBeGreaterThanOrEqual(payload);
      expect(inRope.externalBytes, name).toBeLessThan(payload + 20);
      expect(held.retainedBytes, name).toBeGreaterThanOrEqual(payload);
    }
  });

  it('includes external strings in verify, which then agrees', async () => {
    const result = await verify({ text: Buffer.alloc(2_000_000, 'abc').toString('latin1') });
    expect(result.inRange).toBe(true);
    expect(Math.abs(result.estimate.bytes - result.exactBytes)).toBeLessThan(100);
  });
});

describe('the table of strings', () => {
  /** A short string value of JSON, which V8 puts into its table. */
  const internalised = (): string => JSON.parse(JSON.stringify(Math.random().toString(36).slice(2, 12))) as string;

  it('holds no string alive', async () => {
    keep['list'] = [internalised()];
    const [report] = await exactSizesOf([keep['list']]);
    expect(report.retainedBytes).toBeGreaterThanOrEqual(report.bytes);
  });

  it('is not named as a holder', async () => {
    const text = internalised();
    keep['text'] = [text];
    const { paths } = await retainersOf(text, { maxPaths: 100 });
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.flat().map((step) => step.type)).not.toContain('(Internalized strings)');
  });
});

describe('a global object', () => {
  it('is one object without its properties, as for deepSizeOf', async () => {
    const sandbox = createContext({ own: freshText(1000) });
    const inner = runInContext('globalThis', sandbox) as object;
    const other = runInNewContext('globalThis.list = Array.from({ length: 1000 }); globalThis') as object;
    const globals = [globalThis, inner, other];
    const [ofSandbox, ...exact] = await exactSizesOf([sandbox, ...globals]);
    globals.forEach((value, i) => {
      const { range, hidden } = deepSizeOf(value);
      expect(exact[i].bytes).toBeGreaterThanOrEqual(range.min);
      expect(exact[i].bytes).toBeLessThanOrEqual(range.max);
      expect(exact[i].hidden).toEqual(hidden);
    });
    // The object that a context was made of is an ordinary one.
    expect(ofSandbox.bytes).toBeGreaterThan(1000);
  });
});
