/** What the leaking steps leave things in. */
import { EventEmitter } from 'node:events';

export class Session {
  readonly user: string;
  constructor(run: number) {
    this.user = `user ${run}`;
  }
}
export class Listener {
  readonly run: number;
  constructor(run: number) {
    this.run = run;
  }
  handle(): void {}
}
export class Row {
  readonly cells = [1, 2, 3];
}
export class Chain {
  readonly next: Chain | undefined;
  readonly value = {};
  constructor(next: Chain | undefined) {
    this.next = next;
  }
}
export class TreeNode {
  readonly children: TreeNode[] = [];
  readonly parent: TreeNode | undefined;
  constructor(parent?: TreeNode) {
    this.parent = parent;
  }
}
export class Registry {
  readonly #held: object[] = [];
  static readonly all: object[] = [];
  add(item: object): void {
    this.#held.push(item);
  }
}
export class Plugin {
  readonly options = { on: true };
}
export class Job {
  readonly payload = new Array<number>(20).fill(7);
}
export class Doc {
  readonly text: string;
  constructor(run: number) {
    this.text = `document number ${run} with some text`;
  }
}

/** What the leaks are held by; properties, because V8 does not name the variables of every scope. */
export const held = {
  arrayCache: [] as Session[],
  mapCache: new Map<number, Doc>(),
  setCache: new Set<object>(),
  dictionary: {} as Record<string, object>,
  bareDictionary: Object.create(null) as Record<string, object>,
  emitter: new EventEmitter(),
  target: new EventTarget(),
  timers: [] as NodeJS.Timeout[],
  closures: [] as (() => unknown)[],
  bound: [] as (() => void)[],
  classes: [] as (new () => object)[],
  numbers: [] as number[],
  seenIds: new Set<number>(),
  strings: [] as string[],
  buffers: [] as Uint8Array[],
  weak: new WeakMap<object, Row[]>(),
  root: new TreeNode(),
  registry: new Registry(),
  waiting: [] as Promise<unknown>[],
  never: new Promise<void>(() => undefined),
  subscribers: new Map<string, Listener[]>([['topic', []]]),
  memo: new Map<string, number>(),
  generators: [] as Generator[],
  symbols: [] as symbol[],
  dates: [] as Date[],
  regexps: [] as RegExp[],
  errors: [] as Error[],
  urls: [] as URL[],
  history: { states: [] } as { readonly states: object[] },
  proxies: [] as object[],
  matrix: [] as number[][],
  snapshots: [] as unknown[],
  bigs: [] as bigint[],
  weakRefs: [] as WeakRef<object>[],
  head: undefined as Chain | undefined,
  storeList: [] as object[],
};
export const longLived = { name: 'long-lived' };
Object.assign(held, { longLived });
held.emitter.setMaxListeners(0);
Object.assign(globalThis, { heldByLeakCases: held });

/** Stops what would keep the process alive. */
export function cleanUp(): void {
  for (const timer of held.timers) clearInterval(timer);
}
