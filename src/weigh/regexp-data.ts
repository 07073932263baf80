/**
 * What a regular expression keeps beside its source: its data, which V8 shares among those of equal source and flags.
 */
import { taggedElementsBytes } from '../layout/elements.ts';
import type { Layout } from '../layout/layout.ts';
import * as js from '../platform/intrinsics.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import type { PartSink } from './parts.ts';

/** Text without metacharacters is matched as it stands and needs no code. */
const ATOM = /^[^\\^$.*+?()[\]{}|]+$/;

/** Weighs the data of regular expressions, the same ones once. */
export class RegExpData {
  /** By flags and source: 1 once met, 2 once met again. */
  #met: Map<string, number> | undefined = undefined;

  /** Forgets which were met. */
  clear(): void {
    this.#met = undefined;
  }

  /**
   * Adds the data of one. V8's compilation cache hands them to every other one of equal source and flags until it ages.
   * A literal shares them with its place in the code too, so that of many not even the first has data of its own.
   */
  add(layout: Layout, regexp: object, sink: PartSink): void {
    const source = js.regexpSource(regexp);
    const flags = js.regexpFlags(regexp);
    const isAtom = js.matches(ATOM, source) && (flags & (js.IGNORE_CASE | js.STICKY)) === 0;
    const bytes = isAtom ? layout.atomData : layout.regexpData;
    // Named groups come with a list of their names.
    const most = bytes + (js.includes(source, '(?<') ? taggedElementsBytes(layout, 16) : 0);
    const known = (this.#met ??= new SafeMap());
    const key = `${flags}/${source}`;
    const times = known.get(key) ?? 0;
    if (times === 0) sink.between(bytes, bytes, most, 'data');
    // The second one takes back what was sure of the first.
    else sink.between(times === 1 ? -bytes : 0, 0, most, 'data');
    if (times < 2) known.set(key, times + 1);
  }
}
