// V8's count where a snapshot does not say it in so many words: names like V8's own, memory outside the heap, the
// string table, globals.
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { exactSizeOf, exactSizesOf } from '../../src/heap/exact.ts';
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

  it('weighs what any other class does', async () => {
    const [plain, ...named] = await exactSizesOf(['Plain', ...NAMES].map(instances));
    expect(plain.bytes).toBeGreaterThan(10 * 200);
    expect(named.map((report) => report.bytes)).toEqual(NAMES.map(() => plain.bytes));
  });

  it('is not a Proxy in the report', async () => {
    const report = await exactSizeOf([...instances('system / JSProxy'), new Proxy({}, {})]);
    expect(report.byType.find((row) => row.type === 'Proxy')?.count).toBe(1);
  });
});

describe('memory outside the heap', () => {
  /** Bytes of text that begin with something new, since a snapshot has only the beginning of a string. */
  const bytes = (length: number): Buffer => Buffer.alloc(length, 'abc').fill(freshText(20), 0, 20);

  it.each<[string, number, () => string]>([
    ['one byte a character', 2_000_000, () => bytes(2_000_000).toString('latin1')],
    ['hexadecimal digits', 2_400_000, () => bytes(1_200_000).toString('hex')],
    ['two bytes a character', 4_000_000, () => bytes(4_000_000).toString('utf16le')],
  ])('includes the payload of an external string of %s', async (_, payload, build) => {
    class Secret {
      #text = build();
      read() {
        return this.#text;
      }
    }
    const twice = build();
    const [held, inMap, hidden, inArray, inRope] = await exactSizesOf([
      { text: build() },
      new Map([['a', build()]]),
      new Secret(),
      [twice, build(), twice],
      [`${build()} and more`],
    ]);
    expect(held.externalBytes).toBe(payload);
    expect(held.heapBytes).toBeLessThan(100);
    expect(inMap.externalBytes).toBe(payload);
    expect(hidden.externalBytes).toBe(payload);
    expect(inArray.externalBytes).toBe(2 * payload);
    // A string inside a rope is not a value of the program: V8 12 and older show no more of it than the rope's length.
    expect(inRope.externalBytes).toBeGreaterThanOrEqual(payload);
    expect(inRope.externalBytes).toBeLessThan(payload + 20);
    expect(held.retainedBytes).toBeGreaterThanOrEqual(payload);
  });

  it('includes external strings in verify, which then agrees', async () => {
    const result = await verify({ text: Buffer.alloc(2_000_000, 'abc').toString('latin1') });
    expect(result.inRange).toBe(true);
    expect(Math.abs(result.estimate.bytes - result.exactBytes)).toBeLessThan(100);
  });

  it('includes a WebAssembly.Memory whose buffer was never read', async () => {
    const unread = new WebAssembly.Memory({ initial: 3 });
    const read = new WebAssembly.Memory({ initial: 2 });
    expect(read.buffer.byteLength).toBe(2 * 65536);
    const [first, second] = await exactSizesOf([{ unread }, { read }]);
    expect([first.externalBytes, second.externalBytes]).toEqual([3 * 65536, 2 * 65536]);
    expect(first.heapBytes).toBe(second.heapBytes);
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

describe('retainersOf', () => {
  it('lists a global variable and an element of an array once', async () => {
    const leak = { body: freshText(10) };
    const list = [leak];
    Object.assign(globalThis, { heapscaleLeak: leak, heapscaleList: list });
    const texts = String(await retainersOf(leak)).split('\n');
    Reflect.deleteProperty(globalThis, 'heapscaleLeak');
    Reflect.deleteProperty(globalThis, 'heapscaleList');
    expect(texts.filter((text) => /\.heapscaleLeak|PropertyCell/.test(text))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('.heapscaleList Array >'))).toHaveLength(1);
  });

  it('writes a reference as the paths of a report do', async () => {
    class Holder {
      #secret: object;
      constructor(value: object) {
        this.#secret = value;
        Object.assign(this, { [Symbol.for('a tag')]: value });
      }
      read() {
        return this.#secret;
      }
    }
    const value = { body: freshText(10) };
    const other = { body: freshText(10) };
    keep['private'] = new Holder(value);
    keep['odd key'] = { 'odd key': other };
    expect(String(await retainersOf(value))).toMatch(/\.private Holder > (\.#secret|\[Symbol\(a tag\)\]) Object$/m);
    expect(String(await retainersOf(other))).toMatch(/ > \["odd key"\] Object$/m);
  });
});

describe('a global object', () => {
  it('is one object without its properties, as for deepSizeOf', async () => {
    const sandbox = createContext({ own: freshText(1000) });
    const inner = runInContext('globalThis', sandbox) as object;
    const other = runInNewContext('globalThis.list = Array.from({ length: 1000 }); globalThis') as object;
    const globals = [globalThis, inner, other];
    const exact = await exactSizesOf(globals);
    globals.forEach((value, i) => {
      const { range, hidden } = deepSizeOf(value);
      expect(exact[i].bytes).toBeGreaterThanOrEqual(range.min);
      expect(exact[i].bytes).toBeLessThanOrEqual(range.max);
      expect(exact[i].hidden).toEqual(hidden);
    });
    // The object that a context was made of is an ordinary one.
    expect((await exactSizeOf(sandbox)).bytes).toBeGreaterThan(1000);
  });
});
