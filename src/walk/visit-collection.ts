/** Visits Maps and Sets. Entries are read by captured methods, because a class may override the iterator. */
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import { readOwnProperties } from '../inspect/read-built-in.ts';
import { announce } from '../inspect/read-properties.ts';
import { Step } from '../inspect/references.ts';
import * as js from '../platform/intrinsics.ts';
import type { Sampler } from './sampler.ts';
import { SliceReader } from './slice-reader.ts';
import { SLICE } from './slice-size.ts';
import type { WalkOptions } from './walk-options.ts';
import type { WalkState } from './walk-state.ts';

/** Maps and Sets up to this size are read at once, which is faster than in slices. */
const AT_ONCE = 1 << 16;

/** Visits a Map or Set; returns the reader of one that is to be read in slices. */
export function visitCollection(
  state: WalkState,
  value: object,
  kind: Kind,
  info: ClassInfo,
  options: WalkOptions,
): SliceReader | undefined {
  const facts = state.reset();
  readOwnProperties(state, value, kind, info, facts);
  const size = kind === Kind.map ? js.mapSize(value) : js.setSize(value);
  facts.length = size;
  state.objects++;
  state.visitor.object(value, kind, info, facts);
  // The inspector lists all entries of a collection that it describes, so large ones are described only if their class
  // has private fields.
  if (info.hidesFields || (state.reveal !== undefined && size <= SLICE)) state.privateFields(value, info);
  if (size === 0) return undefined;
  const { sampler } = options;
  if (sampler !== undefined && size > sampler.above) sampleEntries(sampler, value, kind, size);
  else if (size > (options.atOnce ?? AT_ONCE)) return new SliceReader(state, value, kind, info, facts);
  else readEntries(state, value, kind);
  return undefined;
}

function sampleEntries(sampler: Sampler, value: object, kind: Kind, size: number): void {
  const iterator = kind === Kind.map ? js.mapEntries(value) : js.setValues(value);
  sampler.entries(size, () => {
    if (kind === Kind.map) {
      const entry = js.nextOfMap(iterator);
      return entry.done ? undefined : entry.value;
    }
    const member = js.nextOfSet(iterator);
    return member.done ? undefined : [member.value];
  });
}

function readEntries(state: WalkState, value: object, kind: Kind): void {
  const from = state.top;
  const { references } = state;
  references?.startRun(false);
  let at = 0;
  if (kind === Kind.map) {
    js.mapForEach(value, (item, key) => {
      if (references !== undefined) announce(references, Step.mapKey, at);
      state.value(key, false);
      if (references !== undefined) announce(references, Step.mapValue, at++);
      state.mapValue(item);
    });
  } else {
    js.setForEach(value, (item) => {
      if (references !== undefined) announce(references, Step.setMember, at++);
      state.value(item, false);
    });
  }
  state.reverseFrom(from);
}
