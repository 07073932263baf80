// How retainersOf names what holds a value: each holder once, each reference as the paths of a report do.
import { describe, expect, it } from 'vitest';
import { retainersOf } from '../../src/heap/retainers.ts';
import { freshText } from '../corpus/structure.ts';

const keep: Record<string, unknown> = {};

describe('retainersOf', () => {
  it('finds several holders, shortest first, and none for what nobody holds', async () => {
    const leaked = {};
    Reflect.set(globalThis, 'holderA', { leaked });
    Reflect.set(globalThis, 'holderB', { deep: { er: { leaked } } });
    try {
      const { paths } = await retainersOf(leaked);
      const named = paths.map((path) => path.map((step) => step.edge).join(' '));
      const [a, b] = [
        named.findIndex((text) => text.includes('.holderA')),
        named.findIndex((text) => text.includes('.holderB .deep .er')),
      ];
      expect(a).toBeGreaterThanOrEqual(0);
      expect(b).toBeGreaterThan(a);
    } finally {
      Reflect.deleteProperty(globalThis, 'holderA');
      Reflect.deleteProperty(globalThis, 'holderB');
    }
    expect(String(await retainersOf({ of: 'nobody' }))).toBe('nothing holds the value');
  });

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
