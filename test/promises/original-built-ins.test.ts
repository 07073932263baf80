// Work that runs with the original built-ins: what a program replaced is away meanwhile, and back afterwards.
import { describe, expect, it } from 'vitest';
import { withOriginals } from '../../src/platform/original-built-ins.ts';

const { push, values } = Array.prototype;
const { get } = Map.prototype;
const size = Object.getOwnPropertyDescriptor(Map.prototype, 'size')!;
const OriginalMap = Map;

/** Before anything is expected: the test runner needs them as well. */
function restore(): void {
  Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, configurable: true });
  Object.assign(Array.prototype, { [Symbol.iterator]: values });
  Object.assign(OriginalMap.prototype, { get });
  Object.defineProperty(OriginalMap.prototype, 'size', size);
  globalThis.Map = OriginalMap;
}

describe('withOriginals', () => {
  it('puts methods, iterators, getters and classes back while it works', () => {
    const mine = (): never => {
      throw new Error('replaced');
    };
    class MyMap extends OriginalMap {}
    Object.defineProperty(Map.prototype, 'size', { ...size, get: mine });
    Object.assign(Map.prototype, { get: mine });
    Object.assign(Array.prototype, { push: mine, [Symbol.iterator]: mine });
    globalThis.Map = MyMap as MapConstructor;
    const made = withOriginals(() => {
      const list: number[] = [];
      for (const item of [1, 2]) list.push(item);
      const map = new Map([[1, list]]);
      return [map.get(1), map.size, Object.getPrototypeOf(map) === OriginalMap.prototype];
    });
    const left = [
      Array.prototype.push,
      Array.prototype[Symbol.iterator],
      OriginalMap.prototype.get,
      Object.getOwnPropertyDescriptor(OriginalMap.prototype, 'size')!.get,
      globalThis.Map,
    ];
    restore();
    expect(made).toEqual([[1, 2], 1, true]);
    expect(left).toEqual([mine, mine, mine, mine, MyMap]);
  });

  it('leaves what was deleted deleted, and what cannot be changed as it is', () => {
    Reflect.deleteProperty(Array.prototype, 'push');
    const fixed = (): string => 'fixed';
    const before = Object.getOwnPropertyDescriptor(String.prototype, 'anchor')!;
    const worked = withOriginals(() => [1].push(2));
    const isDeleted = !Object.hasOwn(Array.prototype, 'push');
    restore();
    expect([worked, isDeleted]).toEqual([2, true]);
    Object.defineProperty(String.prototype, 'anchor', { ...before, value: fixed });
    expect(withOriginals(() => 'x'.anchor('y'))).toBe('<a name="y">x</a>');
    expect('x'.anchor('y')).toBe('fixed');
    Object.defineProperty(String.prototype, 'anchor', before);
  });

  it('restores the replacements when the work throws, and in work within work', () => {
    const mine = function (this: number[], ...items: number[]): number {
      return push.apply(this, items) + 100;
    };
    Object.assign(Array.prototype, { push: mine });
    let thrown: unknown;
    try {
      withOriginals(() => {
        throw new Error('on purpose');
      });
    } catch (error) {
      thrown = error;
    }
    const inner = withOriginals(() => withOriginals(() => [1].push(2)) + [1].push(2));
    const after = [1].push(2);
    restore();
    expect([inner, after]).toEqual([4, 102]);
    expect(thrown).toEqual(new Error('on purpose'));
  });
});
