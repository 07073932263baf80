/** The state of the page: which tree and which part of it are shown. Everything that is drawn reads it here. */
import { pathTree, typeTree } from '../picture-tree.ts';
import type { PicturePart } from '../picture-tree.ts';
import type { SizeReportData } from '../../report-data.ts';

/** Places in the value, or its types. */
export type Mode = 'path' | 'type';

/** The state of the page. */
export class View {
  readonly report: SizeReportData;
  mode: Mode;
  /** The part that fills the map. */
  current: PicturePart;
  /** Called after each change; `from` is the previous part, if it is a child of the new one. */
  onChange: (from?: PicturePart) => void = () => {};
  readonly #trees: Readonly<Partial<Record<Mode, PicturePart>>>;
  readonly #owners = new Map<PicturePart, PicturePart>();

  constructor(report: SizeReportData) {
    const { paths } = report;
    this.report = report;
    this.#trees = {
      type: typeTree(report),
      ...(paths !== undefined && paths.length > 0 ? { path: pathTree(paths) } : {}),
    };
    this.mode = this.#trees.path === undefined ? 'type' : 'path';
    this.current = this.#trees[this.mode]!;
    for (const tree of Object.values(this.#trees)) this.#own(tree);
  }

  #own(root: PicturePart): void {
    const open = [root];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      for (const inner of part.parts) {
        this.#owners.set(inner, part);
        if (inner.parts.length > 0) open.push(inner);
      }
    }
  }

  has(mode: Mode): boolean {
    return this.#trees[mode] !== undefined;
  }

  /** Shows the root of the other tree. */
  turn(mode: Mode): void {
    const tree = this.#trees[mode];
    if (tree === undefined || mode === this.mode) return;
    this.mode = mode;
    this.current = tree;
    this.onChange();
  }

  /** Fills the map with a part, or with its parent if it has no children. */
  open(part: PicturePart): void {
    const target = part.parts.length > 0 ? part : this.#owners.get(part);
    if (target === undefined || target === this.current) return;
    const from = this.pathTo(this.current).find((above) => this.#owners.get(above) === target);
    this.current = target;
    this.onChange(from);
  }

  /** True if `open` would change what is shown. */
  opens(part: PicturePart): boolean {
    const target = part.parts.length > 0 ? part : this.#owners.get(part);
    return target !== undefined && target !== this.current;
  }

  /** Goes one level up. */
  back(): void {
    const owner = this.#owners.get(this.current);
    if (owner !== undefined) this.open(owner);
  }

  /** The path from the root to a part. */
  pathTo(part: PicturePart): PicturePart[] {
    const steps: PicturePart[] = [];
    for (let at: PicturePart | undefined = part; at !== undefined; at = this.#owners.get(at)) steps.unshift(at);
    return steps;
  }

  /** All descendants of the current part, in tree order. */
  below(): PicturePart[] {
    const found: PicturePart[] = [];
    const open = [...this.current.parts].reverse();
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      found.push(part);
      for (let i = part.parts.length - 1; i >= 0; i--) open.push(part.parts[i]);
    }
    return found;
  }
}
