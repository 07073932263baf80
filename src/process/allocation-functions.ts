/** Which function of the program allocated each node of a snapshot that was taken while allocations were tracked. */
import type { HeapSnapshot } from '../heap/snapshot.ts';

/** A function of the program that allocated; lines and columns begin at 1. */
export interface AllocatingFunction {
  readonly name: string;
  readonly url: string;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

/** True for a script of the program: neither V8's own nor one of Node's. */
export function isProgramUrl(url: string): boolean {
  return url !== '' && !url.startsWith('node:');
}

/** The name of a function as it is printed. */
export function shownName(name: string): string {
  return name === '' ? '(anonymous)' : name;
}

/** The functions of a snapshot by number; 0 stands for an unknown one. */
export interface AllocationFunctions {
  /** The number of the function that allocated a node. */
  of(node: number): number;
  /** The function of a number above 0. */
  at(number: number): AllocatingFunction;
}

const NOBODY: AllocationFunctions = {
  of: () => 0,
  at: () => {
    throw new Error('the snapshot has no allocation traces');
  },
};

/**
 * Finds for each node the innermost function of its stack that is in a script of the program.
 *
 * @param orAny where the stack has no such function, whether any other, such as one of Node's own, is found instead.
 */
export function allocationFunctions({ traces, strings }: HeapSnapshot, orAny = false): AllocationFunctions {
  if (traces === undefined) return NOBODY;
  const { nodeTrace, functions, tree } = traces;
  const isOfProgram = new Uint8Array(functions.count);
  for (let i = 0; i < functions.count; i++) {
    if (isProgramUrl(strings.get(functions.scriptName[i])) && functions.line[i] > 0) isOfProgram[i] = 1;
  }
  // By row of the tree; a row comes after its parent.
  const nearest = new Uint32Array(tree.count);
  const rowOfId = new Map<number, number>();
  for (let row = 0; row < tree.count; row++) {
    const at = tree.functionOf[row];
    const outer = row === 0 ? 0 : nearest[tree.parent[row]];
    const isFallback = orAny && row > 0 && (outer === 0 || isOfProgram[outer - 1] === 0);
    nearest[row] = isOfProgram[at] === 1 || isFallback ? at + 1 : outer;
    rowOfId.set(tree.id[row], row);
  }
  return {
    of(node) {
      const row = rowOfId.get(nodeTrace[node]);
      return row === undefined ? 0 : nearest[row];
    },
    at(number) {
      const i = number - 1;
      return {
        name: strings.get(functions.name[i]),
        url: strings.get(functions.scriptName[i]),
        scriptId: functions.scriptId[i],
        line: functions.line[i],
        column: functions.column[i],
      };
    },
  };
}
