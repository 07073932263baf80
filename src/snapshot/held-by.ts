/**
 * How nodes are held, as one line: the steps of the way from the roots, where backing stores are parts of their owners.
 * Ways that differ in indexes only are one pattern.
 */
import { edgeText } from '../heap/edge-text.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { NodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { nodeText } from './node-text.ts';
import { retentionOf } from './retention.ts';
import { waysOf } from './ways.ts';
import type { Ways } from './ways.ts';

/** One step of a way: a reference, and the object that it leads to. */
export interface HeldStep {
  /** The reference: `.name`, `[*]` for an element or an entry, `(closure variable) name`, V8's own in parentheses. */
  readonly edge: string;
  /** The class of the object. */
  readonly type: string;
}

/** More properties than this make an object a dictionary, of which any property is `.*`. */
const MAX_NAMES = 100;

/** Steps that are printed of a long way, at its beginning and at its end, which says more. */
const FIRST_STEPS = 2;
const LAST_STEPS = 5;

/** Numbers the patterns of ways; 0 is that of the root. */
export class HeldPatterns {
  readonly #snapshot: HeapSnapshot;
  readonly #ways: Ways;
  readonly #owners: Uint32Array;
  readonly #classes: NodeClasses;
  /** By node, its pattern plus one. */
  readonly #known: Uint32Array;
  readonly #numbers = new Map<string, number>();
  readonly #before: number[] = [0];
  readonly #steps: (HeldStep | undefined)[] = [undefined];

  constructor(snapshot: HeapSnapshot) {
    this.#snapshot = snapshot;
    this.#ways = waysOf(snapshot);
    this.#owners = retentionOf(snapshot).owners;
    this.#classes = nodeClasses(snapshot);
    this.#known = new Uint32Array(snapshot.nodeCount);
  }

  /** The pattern of the way to a node; -1 if no way leads to it. */
  of(node: number): number {
    const { from, edge } = this.#ways;
    const known = this.#known;
    if (node !== 0 && edge[node] === 0) return -1;
    const open: number[] = [];
    let at = node;
    for (; at !== 0 && known[at] === 0; at = from[at]) open.push(at);
    let pattern = at === 0 ? 0 : known[at] - 1;
    while (open.length > 0) {
      at = open.pop()!;
      // A backing store is part of its owner, which the way has passed.
      if (this.#owners[at] === at) pattern = this.#next(pattern, at);
      known[at] = pattern + 1;
    }
    return pattern;
  }

  #next(before: number, node: number): number {
    const edge = this.#edgeTextTo(node);
    const type = this.#typeOf(node);
    const key = `${before} ${edge} ${type}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#steps.length;
      this.#numbers.set(key, number);
      this.#steps.push({ edge, type });
      this.#before.push(before);
    }
    return number;
  }

  #typeOf(node: number): string {
    const type = this.#classes.names[this.#classes.of(node)];
    if (type !== '(context)' && type !== '(synthetic)') return type;
    return nodeText(this.#snapshot, this.#classes, node);
  }

  #edgeTextTo(node: number): string {
    const { from, edge } = this.#ways;
    const holder = from[node];
    if (holder === 0) return '';
    const text = edgeText(this.#snapshot, edge[node] - 1);
    if (text === '' || text === '(hidden)' || /^\[\d+\]$/.test(text)) return '[*]';
    const { firstEdge } = this.#snapshot;
    const isName = text.startsWith('.') || text.startsWith('[');
    // The many properties of a global object are not entries.
    return isName && from[holder] !== 0 && firstEdge[holder + 1] - firstEdge[holder] > MAX_NAMES ? '.*' : text;
  }

  /** The steps of a pattern, from the roots. */
  stepsOf(pattern: number): HeldStep[] {
    const steps: HeldStep[] = [];
    for (let at = pattern; at !== 0; at = this.#before[at]) steps.push(this.#steps[at]!);
    return steps.reverse();
  }
}

/** The steps as one line; the middle of a long way is left out. */
export function formatSteps(steps: readonly HeldStep[]): string {
  const names = steps.map(({ edge, type }) => (edge === '' ? type : `${edge} ${type}`));
  const left = names.length - FIRST_STEPS - LAST_STEPS;
  if (left < 2) return names.join(' > ');
  return [...names.slice(0, FIRST_STEPS), `...(${left} steps)...`, ...names.slice(-LAST_STEPS)].join(' > ');
}
