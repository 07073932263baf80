/** A load for caches: entries of every kind, the same in each run, none of them sharing anything. */
import { flat } from '../../corpus/structure.ts';

/** Pseudo-random numbers from 0 up to 1 (Lehmer's generator). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Makes keys and values one after the other. */
export function mixedEntries(seed: number): { key: () => string; value: () => unknown } {
  const random = randomFrom(seed);
  let made = 0;
  const text = (length: number): string => flat((made++).toString(36).padEnd(length, 'x'));
  const kinds: (() => unknown)[] = [
    () => null,
    () => undefined,
    () => true,
    () => Math.floor(random() * 1000),
    () => random(),
    () => text(20 + random() * 200),
    () => ({ id: made++, name: text(30) }),
    () => Array.from({ length: random() * 50 }, (_, i) => i),
    () => new Uint8Array(random() * 2000),
    () => new Map([[made++, { half: 0.5 }]]),
    () => new Date(made++ + 0.5),
  ];
  return { key: () => text(16), value: () => kinds[Math.floor(random() * kinds.length)]() };
}

/** How often each test inserts. */
export const INSERTIONS = 100_000;
