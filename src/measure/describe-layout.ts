/** describeLayout: one object, field by field. Its result is in layout-description.ts. */
import { ownOptions } from '../platform/own-options.ts';
import { LayoutDescription } from './layout-description.ts';
import type { LayoutField } from './layout-description.ts';
import { LAYOUT_NAMES } from './options.ts';
import type { LayoutOptions } from './options.ts';
import { shallowSize } from './size-of.ts';
import { layoutOf } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { layoutFact } from '../report/report-of.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import { Held } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { ObjectReader } from '../inspect/read-object.ts';
import { isDoubleArray } from '../weigh/array-size.ts';
import { externalBytesOf } from '../weigh/built-in-size.ts';
import { addOnlyObject } from '../weigh/only-object.ts';
import { PartList } from '../weigh/parts.ts';
import type { Part } from '../weigh/parts.ts';

/**
 * Describes one object field by field: header, in-object properties with what they hold, property array or dictionary,
 * elements, hash table, off-heap bytes. The parts add up to `sizeOf(value)`.
 *
 * @param value any value; none of its code is run, and it is not changed.
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
  const list = new PartList();
  const reader = new ObjectReader();
  reader.read(value, smiShift(layout), layout.maxOnHeapBytes);
  const { kind, info, facts } = reader;
  addOnlyObject(layout, value, kind, info, facts, list);
  const external = externalBytesOf(value, kind);
  const fields = fieldsOf(layout, kind, info, facts, list.parts);
  if (external > 0) fields[fields.length] = { part: 'off-heap', name: `${external} bytes`, holds: '', bytes: external };
  const { bytes, min, max } = list.sum;
  return new LayoutDescription({
    type: info.name,
    fields,
    bytes: bytes + external,
    range: { min: min + external, max: max + external },
    layout: layoutFact(layout),
  });
}

/** The parts, with their slots and contents named. */
function fieldsOf(
  layout: Layout,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  parts: readonly { readonly part: Part; readonly bytes: number }[],
): LayoutField[] {
  const fields: LayoutField[] = [];
  const slots = slotsOf(facts);
  let inObject = 0;
  for (let i = 0; i < parts.length; i++) {
    const { part, bytes } = parts[i];
    switch (part) {
      case 'in-object properties': {
        // V8 fills in-object slots first, in the order in which the properties were added.
        const count = Math.round(bytes / layout.taggedSize);
        for (; inObject < count && inObject < slots.length; inObject++)
          fields[fields.length] = { part: 'in-object property', ...slots[inObject], bytes: layout.taggedSize };
        const unused = count - inObject;
        if (unused > 0)
          fields[fields.length] = {
            part: 'slack',
            name: unused === 1 ? '1 unused slot' : `${unused} unused slots`,
            holds: '',
            bytes: unused * layout.taggedSize,
          };
        break;
      }
      case 'header':
        fields[fields.length] = {
          part,
          name: kind === Kind.ordinary ? 'map, properties, elements' : info.name,
          holds: '',
          bytes,
        };
        break;
      default:
        fields[fields.length] = { part, name: contentOf(part, kind, facts, slots.length - inObject), holds: '', bytes };
    }
  }
  return fields;
}

/** The named properties in the order in which they were added, and what each slot holds. */
function slotsOf(facts: ObjectFacts): Pick<LayoutField, 'name' | 'holds'>[] {
  const slots: Pick<LayoutField, 'name' | 'holds'>[] = [];
  for (let i = facts.indices; i < facts.names.length; i++)
    slots[slots.length] = { name: facts.names[i], holds: holdsOf(facts.held[i - facts.indices]) };
  for (let i = 0; i < facts.symbols.length; i++)
    slots[slots.length] = { name: String(facts.symbols[i]), holds: 'pointer' };
  return slots;
}

function holdsOf(held: number): string {
  return held === Held.smi ? 'Smi' : held === Held.double ? 'pointer to a heap number' : 'pointer';
}

/** The content of a backing store; `named` is the number of properties that are not in-object. */
function contentOf(part: Part, kind: Kind, facts: ObjectFacts, named: number): string {
  switch (part) {
    case 'elements':
      if (kind === Kind.array) {
        const elements = isDoubleArray(facts) ? 'doubles' : facts.elementOthers === 0 ? 'Smis' : 'tagged';
        return `${facts.length} ${elements}${facts.holes > 0 ? `, ${facts.holes} holes` : ''}`;
      }
      return kind === Kind.typedArray ? 'data on the heap' : `${facts.indices || facts.length} elements`;
    case 'hash table':
      return kind === Kind.map || kind === Kind.set || facts.length > 0 ? `${facts.length} entries` : 'entries unknown';
    case 'accessor pairs':
      return `${facts.accessors} accessors`;
    case 'data':
      return kind === Kind.regexp ? 'compiled expression' : 'time value';
    default:
      return `${named} names`;
  }
}
