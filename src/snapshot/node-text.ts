/** One node of a snapshot as printed: its class, a function's name, the beginning of a string. */
import { nodeName } from '../heap/names.ts';
import type { NodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { escaped } from '../paths/path-text.ts';
import { nodeModules } from './modules.ts';

/** Characters of a string that are shown. */
const MAX_STRING = 30;

/** The name of the file that a scope is of; '' if that is unknown. */
function fileOf(snapshot: HeapSnapshot, context: number): string {
  const { names, of } = nodeModules(snapshot);
  return /[^/]*$/.exec(names[of[context]])![0];
}

/** A node as one row of a table: `Map`, `Function render`, `string "GET /in..."`, `(GC roots)`. */
export function nodeText(snapshot: HeapSnapshot, classes: NodeClasses, node: number): string {
  if (node === 0) return '(roots)';
  const { nodeType, nodeTypes } = snapshot;
  const type = nodeTypes[nodeType[node]];
  const name = nodeName(snapshot, node);
  switch (type) {
    case 'closure':
      return name === '' ? 'Function' : `Function ${escaped(name)}`;
    case 'string':
      return `string "${escaped(name.length > MAX_STRING ? `${name.slice(0, MAX_STRING)}...` : name)}"`;
    case 'object':
    case 'native': {
      const className = classes.names[classes.of(node)];
      // A scope is recognised by its file.
      const file = className === '(context)' ? fileOf(snapshot, node) : '';
      return escaped(file === '' ? className : `(context of ${file})`);
    }
    case 'synthetic':
    case 'hidden':
    case 'code':
    case 'array':
    case 'object shape':
      return escaped(name === '' ? classes.names[classes.of(node)] : name);
    default:
      return classes.names[classes.of(node)];
  }
}
