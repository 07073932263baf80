/**
 * suspectsIn: the objects and classes that retain more than a tenth of the heap, as Eclipse MAT's leak suspects. An
 * object is one if it retains that much beyond what other such objects inside it retain; a class, if its objects do so
 * together and no single object holds them.
 */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { rangeError } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { formatCount, formatShare } from '../report/table.ts';
import { dominatedTree, NO_NODE } from './dominated.ts';
import { formatSteps, HeldPatterns } from './held-by.ts';
import type { HeldStep } from './held-by.ts';
import { nodeText } from './node-text.ts';

/** One suspect. */
export interface Suspect {
  /** The object with its class, or the class. */
  readonly type: string;
  /** V8's id of the object; undefined for a class. */
  readonly id?: number | undefined;
  /** 1, or how many objects of the class. */
  readonly count: number;
  /** Bytes that would be freed with it. */
  readonly retainedBytes: number;
  /** What most of these bytes are: the class that retains most directly below it, and how many objects. */
  readonly mostly?: { readonly type: string; readonly count: number; readonly retainedBytes: number } | undefined;
  /** The way from the roots to it; of a class, the way to most of its objects. */
  readonly steps: readonly HeldStep[];
}

/** The plain data of a search for suspects. */
export interface SuspectsData {
  /** All bytes of the heap. */
  readonly bytes: number;
  /** The share of the heap from which on something is a suspect. */
  readonly share: number;
  /** Most bytes first. */
  readonly suspects: readonly Suspect[];
}

/** What retains much of a heap. Printing it gives a list; `JSON.stringify` gives the plain data. */
export class Suspects extends Result<SuspectsData> {
  constructor(data: SuspectsData) {
    super(data);
  }

  /** A numbered list, without a trailing newline. */
  override toString(): string {
    const { bytes, share, suspects } = this;
    if (suspects.length === 0)
      return `no single object or class retains ${(share * 100).toFixed(0)} % of ${formatBytes(bytes)}`;
    return suspects
      .map(({ type, id, count, retainedBytes, mostly, steps }, i) => {
        const name = id === undefined ? `${formatCount(count)} ${type}` : `${type} @${id}`;
        const verb = id === undefined ? 'retain' : 'retains';
        const amount = `${formatBytes(retainedBytes)}, ${formatShare(retainedBytes, bytes)} of the heap`;
        const lines = [`${i + 1}. ${name} ${verb} ${amount}`];
        if (mostly !== undefined)
          lines.push(`mostly ${formatCount(mostly.count)} ${mostly.type} (${formatBytes(mostly.retainedBytes)})`);
        lines.push(`held by ${formatSteps(steps)}`);
        return lines.join('\n   ');
      })
      .join('\n');
  }
}

/** What is a suspect. */
export interface SuspectOptions {
  /**
   * The share of the heap, from 0 to 1, from which on something is a suspect.
   *
   * @defaultValue `0.1`
   */
  readonly share?: number | undefined;
}

const NAMES: OptionNames<SuspectOptions> = { share: true };

/** Node types that are V8's own, which no program can free. */
const OF_ENGINE: ReadonlySet<string> = new Set(['synthetic', 'code', 'hidden', 'object shape', 'array']);

/**
 * The objects and classes that retain more than a tenth of a heap, with the way by which the roots hold them. Of a
 * chain of such objects the innermost are listed, since those around them only hold them; of a linked list, its first
 * object.
 *
 * @throws {TypeError | RangeError} if an option is invalid.
 * @example
 * ```ts
 * console.log(String(suspectsIn(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function suspectsIn(snapshot: HeapSnapshot, options?: SuspectOptions): Suspects {
  checkSnapshot(snapshot);
  const { share = 0.1 } = ownOptions('suspectsIn', NAMES, options);
  if (typeof share !== 'number' || !(share > 0 && share <= 1))
    throw rangeError('share', 'a number above 0 and at most 1', share);
  const tree = dominatedTree(snapshot);
  const { firstChild, nextSibling, retained, parent } = tree;
  const { nodeType, nodeTypes, nodeId } = snapshot;
  const classes = nodeClasses(snapshot);
  const patterns = new HeldPatterns(snapshot);
  const least = Math.max(1, retained[0] * share);
  const suspects = new Map<number | string, Suspect>();
  const isOfEngine = (node: number): boolean => node === 0 || OF_ENGINE.has(nodeTypes[nodeType[node]]);
  const work = [0];
  while (work.length > 0) {
    const node = work.pop()!;
    let rest = retained[node];
    const small = new Map<number, number[]>();
    for (let child = firstChild[node]; child !== NO_NODE; child = nextSibling[child]) {
      if (retained[child] >= least) {
        work.push(child);
        rest -= retained[child];
        continue;
      }
      const alike = small.get(classes.of(child));
      if (alike === undefined) small.set(classes.of(child), [child]);
      else alike.push(child);
    }
    if (rest < least) continue;
    const groups = [...small.values()]
      .map((nodes) => ({ nodes, bytes: nodes.reduce((sum, each) => sum + retained[each], 0) }))
      .sort((a, b) => b.bytes - a.bytes);
    if (isOfEngine(node)) {
      for (const { nodes, bytes } of groups)
        if (bytes >= least && !isOfEngine(nodes[0]))
          suspects.set(`${node} ${classes.of(nodes[0])}`, ofClass(nodes, bytes));
    } else {
      const head = headOfList(node);
      suspects.set(head, ofObject(head, groups[0]));
    }
  }
  return new Suspects({
    bytes: retained[0],
    share,
    suspects: [...suspects.values()].sort((a, b) => b.retainedBytes - a.retainedBytes),
  });

  /** The first of a list of objects of one class that hold each other. */
  function headOfList(node: number): number {
    let head = node;
    while (parent[head] !== 0 && classes.of(parent[head]) === classes.of(node)) head = parent[head];
    return head;
  }

  function ofObject(node: number, largest: { readonly nodes: readonly number[]; readonly bytes: number } | undefined) {
    return {
      type: nodeText(snapshot, classes, node),
      id: nodeId[node],
      count: 1,
      retainedBytes: retained[node],
      mostly:
        largest === undefined
          ? undefined
          : {
              type: classes.names[classes.of(largest.nodes[0])],
              count: largest.nodes.length,
              retainedBytes: largest.bytes,
            },
      steps: stepsTo(patterns.of(node)),
    };
  }

  function ofClass(nodes: readonly number[], retainedBytes: number): Suspect {
    const bytesOf = new Map<number, number>();
    for (const node of nodes) {
      const pattern = patterns.of(node);
      bytesOf.set(pattern, (bytesOf.get(pattern) ?? 0) + retained[node]);
    }
    const [[pattern]] = [...bytesOf].sort(([, a], [, b]) => b - a);
    return { type: classes.names[classes.of(nodes[0])], count: nodes.length, retainedBytes, steps: stepsTo(pattern) };
  }

  function stepsTo(pattern: number): HeldStep[] {
    return pattern < 0 ? [{ edge: '', type: '(only weak references)' }] : patterns.stepsOf(pattern);
  }
}
