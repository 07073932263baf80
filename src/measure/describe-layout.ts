/** describeLayout: one object, field by field. What it returns is in layout-description.ts. */
import { ownOptions } from '../platform/own-options.ts';
import { LayoutDescription } from './layout-description.ts';
import type { LayoutField } from './layout-description.ts';
import { LAYOUT_NAMES } from './options.ts';
import type { LayoutOptions } from './options.ts';
import { shallowSize } from './size-of.ts';
import { shallowReport } from './deep-size-of.ts';
import { layoutOf } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import { layoutFact } from '../report/report-of.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import { Held } from '../inspect/object-facts.ts';
import { DEAF } from '../walk/visitor.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { Walker } from '../walk/walker.ts';
import { isDoubleArray } from '../weigh/array-size.ts';
import { baseSize, externalBytesOf } from '../weigh/built-in-size.ts';

/**
 * Lays one object out field by field: header, in-object properties with what they hold, property array or dictionary,
 * elements, hash table, off-heap bytes. The parts add up to `sizeOf(value)`.
 *
 * @param value any value; no code of it is run, and it is not changed.
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * console.log(String(describeLayout({ a: 1, b: 'text' })));
 * ```
 */
export function describeLayout(value: unknown, options?: LayoutOptions): LayoutDescription {
  const layout = layoutOf(ownOptions('describeLayout', LAYOUT_NAMES, options).layout);
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    const bytes = shallowSize(value, layout);
    const part = bytes === 0 ? 'no heap object' : 'whole value';
    return new LayoutDescription({
      type: typeof value,
      fields: [{ part, name: '', holds: '', bytes }],
      bytes,
      range: { min: bytes, max: bytes },
      layout: layoutFact(layout),
    });
  }
  const { bytes, range } = shallowReport(value, layout);
  const fields: LayoutField[] = [];
  let type = 'Object';
  const describer = new Walker({
    ...DEAF,
    object(object: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
      type = info.name;
      const base = Math.min(bytes, baseSize(layout, kind, info, facts));
      fields.push({
        part: 'header',
        name: kind === Kind.ordinary ? 'map, properties, elements' : info.name,
        holds: '',
        bytes: base,
      });
      const external = externalBytesOf(object, kind);
      let rest = bytes - base - external;
      const slots = kind === Kind.ordinary ? Math.floor(rest / layout.taggedSize) : 0;
      const names = Array.prototype.slice.call(facts.names, facts.indices) as string[];
      const named = names.length + facts.symbols.length;
      // The properties are in-object when no more than slots for them is left; otherwise they are in one backing store.
      const inObject =
        kind === Kind.ordinary &&
        !info.isNullPrototype &&
        facts.accessors === 0 &&
        facts.indices === 0 &&
        slots <= Math.max(named, 4);
      if (inObject) {
        for (let i = 0; i < named && rest >= layout.taggedSize; i++) {
          const name = i < names.length ? names[i] : String(facts.symbols[i - names.length]);
          fields.push({
            part: 'in-object property',
            name,
            holds: holdsOf(i < names.length ? facts.held[i] : Held.other),
            bytes: layout.taggedSize,
          });
          rest -= layout.taggedSize;
        }
        if (rest > 0)
          fields.push({ part: 'slack', name: `${rest / layout.taggedSize} unused slots`, holds: '', bytes: rest });
        rest = 0;
      }
      if (rest !== 0) fields.push({ ...storeOf(kind, facts, named), bytes: rest });
      if (external > 0) fields.push({ part: 'off-heap', name: `${external} bytes`, holds: '', bytes: external });
    },
  });
  describer.start({ smiShift: smiShift(layout), maxOnHeapBytes: layout.maxOnHeapBytes, deep: false });
  describer.begin(value);
  describer.step(1);
  return new LayoutDescription({ type, fields, bytes, range, layout: layoutFact(layout) });
}

function holdsOf(held: number): string {
  return held === Held.smi ? 'Smi' : held === Held.double ? 'pointer to a heap number' : 'pointer';
}

/** What the private backing stores of an object are called. */
function storeOf(kind: Kind, facts: ObjectFacts, named: number): Omit<LayoutField, 'bytes'> {
  if (kind === Kind.array) {
    const elements = isDoubleArray(facts) ? 'doubles' : facts.elementOthers === 0 ? 'Smis' : 'tagged';
    return {
      part: 'elements',
      name: `${facts.length} ${elements}${facts.holes > 0 ? `, ${facts.holes} holes` : ''}`,
      holds: '',
    };
  }
  if (kind === Kind.map || kind === Kind.set) return { part: 'hash table', name: `${facts.length} entries`, holds: '' };
  if (kind === Kind.weakMap || kind === Kind.weakSet) return { part: 'hash table', name: 'entries unknown', holds: '' };
  if (kind === Kind.regexp) return { part: 'data', name: 'compiled expression', holds: '' };
  if (kind === Kind.typedArray) return { part: 'elements', name: 'data on the heap', holds: '' };
  if (kind === Kind.ordinary && facts.indices > 0)
    return { part: 'properties and elements', name: `${named} names, ${facts.indices} elements`, holds: '' };
  return { part: 'property array or dictionary', name: `${named} names`, holds: '' };
}
