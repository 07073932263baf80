/** ImportCosts: what each module that a script imports costs, as a tree. */
import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { dominatorsOf, retainedSizes } from '../../paths/dominators.ts';
import { formatBytes } from '../../report/bytes.ts';
import { Result } from '../../report/printable.ts';
import { shortName } from '../../report/short-name.ts';
import { formatCount, formatShare, formatTable } from '../../report/table.ts';
import { branchesOf } from '../../report/tree.ts';
import type { MeasuredImports } from './measured.ts';

/** One module. All sizes are bytes on V8's heap and outside it. */
export interface ImportCost {
  /** The module: a path relative to the working directory, a package and the path in it, or `node:fs`. */
  readonly name: string;
  readonly url: string;
  /** The index of the module that imported it first; -1 for the script. */
  readonly parent: number;
  /** What importing it left behind, without the modules it imports. */
  readonly ownBytes: number;
  /** With the modules below it in the tree, which it was the first to import. */
  readonly bytes: number;
  /** What would not be there if nothing imported it: it, and what is imported through it only. */
  readonly aloneBytes: number;
  /** Milliseconds to load, compile and run it, without the modules it imports. */
  readonly ownMs: number;
  /** With the modules below it. */
  readonly ms: number;
  /** How many modules import it. */
  readonly importers: number;
}

/** The plain data of a script's imports. */
export interface ImportCostsData {
  /** The file that was imported. */
  readonly script: string;
  /** What all modules left behind. */
  readonly bytes: number;
  readonly ms: number;
  /** False if the script ended the process while it was imported. */
  readonly complete: boolean;
  /**
   * How far the bytes of a module may be off, as far as they show it: the largest figure below zero, of a module during
   * whose import memory was freed that another one had left behind.
   */
  readonly errorBytes: number;
  /** In the order in which their imports began, or ended for ES modules. */
  readonly modules: readonly ImportCost[];
}

/** How much of the tree is printed. */
export interface ShownTree {
  /** Steps from the script. */
  readonly depth: number;
  /** Modules below this share of all bytes and of the time are counted in one row. */
  readonly share: number;
}

/** The costs of a script's imports. Printing it gives the tree; `JSON.stringify` the plain data. */
export class ImportCosts extends Result<ImportCostsData> {
  constructor(data: ImportCostsData) {
    super(data);
  }

  /** The tree without a trailing newline; small modules are counted together. */
  override toString(): string {
    return this.toTree({ depth: Infinity, share: 0.01 });
  }

  /** As much of the tree as is asked for. */
  toTree({ depth, share }: ShownTree): string {
    const { script, bytes, ms, modules, complete, errorBytes } = this;
    const head =
      `${script}: ${formatCount(modules.length)} ${modules.length === 1 ? 'module' : 'modules'}, ` +
      `${formatBytes(bytes)}, ${formatMs(ms)}${complete ? '' : ' (it ended the process while it was imported)'}`;
    const children = childrenOf(modules);
    const rows: { readonly depth: number; readonly cells: readonly string[] }[] = [];
    const isShown = (at: number): boolean => modules[at].bytes >= bytes * share || modules[at].ms >= ms * share;
    const add = (
      level: number,
      name: string,
      sizes: Omit<ImportCost, 'name' | 'url' | 'parent' | 'importers'>,
    ): void => {
      const { bytes: all, ownBytes, aloneBytes, ms: time } = sizes;
      const figures = [all, ownBytes, aloneBytes].map((size) => formatBytes(Math.round(size)));
      rows.push({
        depth: level,
        cells: [name, figures[0], formatShare(all, bytes), ...figures.slice(1), formatMs(time)],
      });
    };
    const visit = (at: number, level: number): void => {
      const module = modules[at];
      const more = module.importers > 1 ? ` (and ${formatCount(module.importers - 1)} more importing it)` : '';
      add(level, shortName(module.name) + more, module);
      if (level >= depth) return;
      const below = children[at].filter(isShown);
      for (const child of below) visit(child, level + 1);
      const others = children[at].filter((child) => !isShown(child));
      if (others.length === 0) return;
      const sum = (read: (cost: ImportCost) => number): number =>
        others.reduce((total, child) => total + read(modules[child]), 0);
      add(level + 1, `(${formatCount(others.length)} more)`, {
        bytes: sum((cost) => cost.bytes),
        ownBytes: sum((cost) => cost.ownBytes),
        aloneBytes: sum((cost) => cost.aloneBytes),
        ms: sum((cost) => cost.ms),
        ownMs: 0,
      });
    };
    for (const [at, module] of modules.entries()) if (module.parent < 0) visit(at, 0);
    const branches = branchesOf(rows);
    const cells = rows.map(({ cells: [name, ...figures] }, i) => [branches[i] + name, ...figures]);
    const titles = ['module', 'bytes', 'share', 'own', 'alone', 'time'];
    const table = formatTable([titles, ...cells], ['left', 'right', 'right', 'right', 'right', 'right']);
    const freed = formatBytes(Math.round(errorBytes));
    const note = `note: ${freed} were freed by another module than the one that left them`;
    return [head, table, ...(errorBytes < 1 ? [] : [note])].join('\n');
  }
}

/** Works out the tree's sums. */
export function importCosts(script: string, { modules, edges, isComplete }: MeasuredImports): ImportCosts {
  const count = modules.length;
  const bytes = Float64Array.from(modules, (module) => module.bytes);
  const ms = Float64Array.from(modules, (module) => module.ms);
  for (const at of byDepth(modules)) {
    const { parent } = modules[at];
    if (parent < 0) continue;
    bytes[parent] += bytes[at];
    ms[parent] += ms[at];
  }
  const importers = new Set<string>(edges.map(([from, to]) => `${from} ${to}`));
  const all = [...edges];
  modules.forEach(({ parent }, at) => {
    if (parent >= 0 && !importers.has(`${parent} ${at}`)) all.push([parent, at]);
  });
  const importerCount = new Uint32Array(count);
  for (const [, to] of all) importerCount[to]++;
  const alone = aloneOf(modules, all);
  const costs = modules.map(
    ({ url, parent, bytes: ownBytes, ms: ownMs }, at): ImportCost => ({
      name: nameOf(url),
      url,
      parent,
      ownBytes,
      bytes: bytes[at],
      aloneBytes: alone[at],
      ownMs,
      ms: ms[at],
      importers: importerCount[at],
    }),
  );
  const roots = costs.filter(({ parent }) => parent < 0);
  return new ImportCosts({
    script,
    bytes: roots.reduce((sum, root) => sum + root.bytes, 0),
    ms: roots.reduce((sum, root) => sum + root.ms, 0),
    complete: isComplete,
    errorBytes: Math.max(0, ...modules.map((module) => -module.bytes)),
    modules: costs,
  });
}

/** What each module dominates in the graph of imports. */
function aloneOf(modules: MeasuredImports['modules'], edges: MeasuredImports['edges']): Float64Array {
  const root = modules.length;
  const all = [...edges];
  modules.forEach(({ parent }, at) => {
    if (parent < 0) all.push([root, at]);
  });
  all.sort((a, b) => a[0] - b[0]);
  const firstEdge = new Uint32Array(root + 2);
  for (const [from] of all) firstEdge[from + 1]++;
  for (let at = 0; at <= root; at++) firstEdge[at + 1] += firstEdge[at];
  const edgeTo = Uint32Array.from(all, ([, to]) => to);
  const sizes = Float64Array.from([...modules.map(({ bytes }) => bytes), 0]);
  return retainedSizes(dominatorsOf({ nodeCount: root + 1, firstEdge, edgeTo }, root), sizes);
}

/** Places of modules, those farthest from the script first. */
function byDepth(modules: MeasuredImports['modules']): number[] {
  const depths = modules.map(({ parent }) => {
    let depth = 0;
    for (let at = parent; at >= 0; at = modules[at].parent) depth++;
    return depth;
  });
  return [...modules.keys()].sort((a, b) => depths[b] - depths[a]);
}

/** By place, the places of its children, most bytes first. */
function childrenOf(modules: readonly ImportCost[]): number[][] {
  const children: number[][] = modules.map(() => []);
  modules.forEach(({ parent }, at) => {
    if (parent >= 0) children[parent].push(at);
  });
  for (const list of children) list.sort((a, b) => modules[b].bytes - modules[a].bytes);
  return children;
}

function nameOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  const path = fileURLToPath(url).replaceAll('\\', '/');
  const at = path.lastIndexOf('/node_modules/');
  if (at >= 0) return path.slice(at + '/node_modules/'.length);
  const local = relative(process.cwd(), fileURLToPath(url)).replaceAll('\\', '/');
  return local === '' || local.startsWith('..') ? path : local;
}

function formatMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
