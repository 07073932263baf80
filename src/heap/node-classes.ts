/** The class of each node as reports name it: one row of a table for each. Names are decoded once per class. */
import type { HeapSnapshot } from './snapshot.ts';

/** Classes for node types whose names are contents, or too many to be types. */
const CLASS_OF_TYPE: Readonly<Record<string, string>> = {
  string: 'string',
  'concatenated string': 'string',
  'sliced string': 'string',
  closure: 'Function',
  regexp: 'RegExp',
  number: 'number',
  bigint: 'bigint',
  symbol: 'symbol',
};

/** The classes of a snapshot. */
export interface NodeClasses {
  /**
   * Names of the classes met so far. Names in parentheses are V8's own: `(code)`, `(hidden)`, `(context)` for the
   * scopes of closures.
   */
  readonly names: readonly string[];
  /** The number of a node's class, an index of `names`. */
  of(node: number): number;
}

/** Numbers the classes of a snapshot in the order in which they are met. */
export function nodeClasses({ nodeType, nodeTypes, nodeName, strings }: HeapSnapshot): NodeClasses {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.length;
      names.push(name);
      numbers.set(name, number);
    }
    return number;
  };
  // The number of a class plus one: by type, or by name for the types whose names are classes.
  const ofType = new Uint32Array(nodeTypes.length);
  const ofName = new Uint32Array(strings.length);
  const isNamed = nodeTypes.map((type) => type === 'object' || type === 'native');
  return {
    names,
    of(node) {
      const type = nodeType[node];
      if (isNamed[type]) return (ofName[nodeName[node]] ||= numberOf(classNameOf(strings.get(nodeName[node]))) + 1) - 1;
      return (ofType[type] ||= numberOf(CLASS_OF_TYPE[nodeTypes[type]] ?? `(${nodeTypes[type]})`) + 1) - 1;
    },
  };
}

/**
 * The class that a name denotes: in Chromium each scope has its own name, and a DOM node is named with its attributes.
 */
function classNameOf(name: string): string {
  if (name.startsWith('system / Context')) return '(context)';
  const isDetached = name.startsWith('Detached <');
  if (!isDetached && !name.startsWith('<')) return name;
  const space = name.indexOf(' ', isDetached ? 'Detached <'.length : 0);
  return space < 0 ? name : `${name.slice(0, space)}>`;
}
