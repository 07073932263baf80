/** The parts of one object that is not ordinary: those of its kind, and the properties that the program added. */
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import type { Layout } from '../layout/layout.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { addArrayElements, LiteralArrays } from './array-size.ts';
import { addOwnProperties, addParts, baseSize } from './built-in-size.ts';
import type { PartSink } from './parts.ts';
import { RegExpData } from './regexp-data.ts';

/** Stores that several objects of one value may share. */
export class SharedStores {
  readonly literals: LiteralArrays = new LiteralArrays();
  readonly regexps: RegExpData = new RegExpData();

  /** Removes all objects. */
  clear(): void {
    this.literals.clear();
    this.regexps.clear();
  }
}

/** Adds the parts of an object; `onlyHeapNumbers`: an array whose numbers are certainly all heap numbers. */
export function addObjectParts(
  layout: Layout,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  shared: SharedStores,
  onlyHeapNumbers: boolean,
  sink: PartSink,
): void {
  sink.exact(baseSize(layout, kind, info, facts), 'header');
  if (kind === Kind.array) addArrayElements(layout, facts, shared.literals.meets(facts), onlyHeapNumbers, sink);
  else if (kind === Kind.regexp) shared.regexps.add(layout, value, sink);
  else addParts(layout, value, kind, info, facts, sink);
  if (facts.names.length > 0 || facts.symbols.length > 0 || info.expectedProperties > 0)
    addOwnProperties(layout, kind, info, facts, sink);
  if (facts.accessors > 0) sink.exact(facts.accessors * layout.accessorPair, 'accessor pairs');
}
