/**
 * Measures what modules leave behind while they are imported: each import is a frame, imports inside it are frames of
 * their own, and what remains is the module's. The heap is measured after a full collection; that takes no time of the
 * modules.
 */
import { heapSample } from '../../profile/heap-sample.ts';
import type { MeasuredImports, MeasuredModule } from './measured.ts';

interface Frame {
  readonly at: number;
  readonly bytes: number;
  readonly ms: number;
  innerBytes: number;
  innerMs: number;
}

/** A collection that frees fewer bytes is the last one. */
const SETTLED = 256;
const MOST_COLLECTIONS = 8;

/** Records imports. */
export class ImportRecorder {
  readonly #collect: () => void;
  readonly #modules: MeasuredModule[] = [];
  readonly #places = new Map<string, number>();
  readonly #edges = new Map<string, readonly [string, string]>();
  readonly #open: Frame[] = [];
  #overhead = 0;

  constructor(collect: () => void) {
    this.#collect = collect;
  }

  /** True if the module is known already. */
  has(url: string): boolean {
    return this.#places.has(url);
  }

  /** The URL of the module that is being imported; undefined between two. */
  get current(): string | undefined {
    const top = this.#open.at(-1);
    return top === undefined ? undefined : this.#modules[top.at].url;
  }

  /** Notes that one module imports another, whether that is loaded already or not. */
  addEdge(from: string, to: string): void {
    if (from !== to) this.#edges.set(`${from} ${to}`, [from, to]);
  }

  /** Begins an import. */
  begin(url: string): void {
    let at = this.#places.get(url);
    if (at === undefined) {
      at = this.#modules.push({ url, parent: -1, bytes: 0, ms: 0 }) - 1;
      this.#places.set(url, at);
      const outer = this.#open.at(-1);
      if (outer !== undefined) this.#modules[at].parent = outer.at;
    }
    const bytes = this.#heap();
    this.#open.push({ at, bytes, ms: this.now(), innerBytes: 0, innerMs: 0 });
  }

  /** Ends the import that began last; `ms` is when, if that is not now. */
  end(ms: number = this.now()): void {
    const bytes = this.#heap();
    const frame = this.#open.pop()!;
    const [grown, taken] = [bytes - frame.bytes, ms - frame.ms];
    const module = this.#modules[frame.at];
    module.bytes += grown - frame.innerBytes;
    module.ms += taken - frame.innerMs;
    const outer = this.#open.at(-1);
    if (outer === undefined) return;
    outer.innerBytes += grown;
    outer.innerMs += taken;
  }

  /** Ends what has not ended yet, when the process does. */
  endAll(): void {
    while (this.#open.length > 0) this.end();
  }

  /**
   * What was recorded.
   *
   * @param importers the first importer of each module that was imported by itself, before its importer.
   */
  finish(importers: Readonly<Record<string, string>>, isComplete: boolean): MeasuredImports {
    for (const module of this.#modules) {
      const importer = Object.hasOwn(importers, module.url) ? importers[module.url] : undefined;
      if (module.parent < 0 && importer !== undefined) module.parent = this.#places.get(importer) ?? -1;
    }
    const edges: [number, number][] = [];
    for (const [from, to] of this.#edges.values()) {
      const pair = [this.#places.get(from), this.#places.get(to)];
      if (pair[0] !== undefined && pair[1] !== undefined) edges.push([pair[0], pair[1]]);
    }
    return { modules: this.#modules, edges, isComplete };
  }

  /** Milliseconds of this process, without those that measuring took. */
  now(): number {
    return performance.now() - this.#overhead;
  }

  /**
   * The heap after as many collections as free anything: what was freed late, such as the source of a module and the
   * buffers that it was read into, would count against the next one.
   */
  #heap(): number {
    const start = performance.now();
    let settled = Infinity;
    for (let i = 0; i < MOST_COLLECTIONS; i++) {
      this.#collect();
      const { usedBytes, externalBytes } = heapSample();
      const bytes = usedBytes + externalBytes;
      if (bytes > settled - SETTLED) break;
      settled = bytes;
    }
    this.#overhead += performance.now() - start;
    return settled;
  }
}
