/** Bytes as stacks, for the tools that draw flame graphs: speedscope's file format and folded stacks. */
import { toOneLine } from './escape-markup.ts';
import { pathTree, typeTree } from './picture-tree.ts';
import type { PicturePart } from './picture-tree.ts';
import type { SizeReportData } from '../report-data.ts';
import { titleOf } from './svg.ts';
import type { PictureOptions } from './svg.ts';

/** A profile in speedscope's file format, as far as it is used here. */
export interface SpeedscopeProfile {
  readonly type: 'sampled';
  readonly name: string;
  readonly unit: 'bytes';
  readonly startValue: number;
  readonly endValue: number;
  /** Frames from the outermost on, as indices. */
  readonly samples: readonly (readonly number[])[];
  /** Bytes of each sample. */
  readonly weights: readonly number[];
}

/** A file of https://www.speedscope.app, after its `file-format-schema.json`. */
export interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  readonly name: string;
  readonly exporter: 'heapscale';
  readonly activeProfileIndex: number;
  readonly shared: { readonly frames: readonly { readonly name: string; readonly file?: string }[] };
  readonly profiles: readonly SpeedscopeProfile[];
}

/** Calls `visit` with every part that keeps bytes of its own, after the parts that contain it, outermost first. */
function eachStack(root: PicturePart, visit: (stack: readonly PicturePart[], bytes: number) => void): void {
  const stack: PicturePart[] = [];
  const open: (PicturePart | undefined)[] = [root];
  while (open.length > 0) {
    const part = open.pop();
    // What follows a part's own parts is its end.
    if (part === undefined) {
      stack.pop();
      continue;
    }
    if (part.kind === 'rest') {
      visit(stack, Math.round(part.bytes));
      continue;
    }
    stack.push(part);
    if (part.parts.length === 0 && part.bytes > 0) visit(stack, Math.round(part.bytes));
    open.push(undefined);
    for (let i = part.parts.length - 1; i >= 0; i--) open.push(part.parts[i]);
  }
}

/**
 * A report as a file for https://www.speedscope.app: a profile of bytes by path, if it has paths, and one by type.
 *
 * @example
 * ```ts
 * writeFileSync('cache.speedscope.json', JSON.stringify(toSpeedscope(deepSizeOf(cache, { paths: true }))));
 * ```
 */
export function toSpeedscope(report: SizeReportData, options: PictureOptions = {}): SpeedscopeFile {
  const frames: { name: string; file?: string }[] = [];
  const frameIndices = new Map<string, number>();
  const frameOf = ({ label, type }: PicturePart): number => {
    const key = `${label}\n${type}`;
    let index = frameIndices.get(key);
    if (index === undefined) {
      frameIndices.set(key, (index = frames.length));
      frames.push(
        type === '' || type === label ? { name: toOneLine(label) } : { name: toOneLine(label), file: toOneLine(type) },
      );
    }
    return index;
  };
  const profileOf = (name: string, root: PicturePart): SpeedscopeProfile => {
    const samples: number[][] = [];
    const weights: number[] = [];
    let endValue = 0;
    eachStack(root, (stack, bytes) => {
      samples.push(stack.map(frameOf));
      weights.push(bytes);
      endValue += bytes;
    });
    return { type: 'sampled', name, unit: 'bytes', startValue: 0, endValue, samples, weights };
  };
  const hasPaths = report.paths !== undefined && report.paths.length > 0;
  const profiles = [
    ...(hasPaths ? [profileOf('by path', pathTree(report.paths))] : []),
    profileOf('by type', typeTree(report)),
  ];
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name: toOneLine(titleOf(report, options)),
    exporter: 'heapscale',
    activeProfileIndex: 0,
    shared: { frames },
    profiles,
  };
}

/**
 * A report as folded stacks, one line a stack: by path where it has paths, else by type. Semicolons and line ends in
 * names are written as escapes.
 *
 * @example
 * ```ts
 * toFoldedStacks(deepSizeOf({ a: 1, b: 2 })); // 'value;Object 40\n'
 * ```
 */
export function toFoldedStacks(report: SizeReportData): string {
  const hasPaths = report.paths !== undefined && report.paths.length > 0;
  const lines: string[] = [];
  eachStack(hasPaths ? pathTree(report.paths) : typeTree(report), (stack, bytes) => {
    if (bytes > 0) lines.push(`${stack.map((part) => foldedName(part.label)).join(';')} ${bytes}\n`);
  });
  return lines.join('');
}

/** A semicolon would begin a new frame. */
function foldedName(label: string): string {
  return toOneLine(label).replaceAll(';', '\\u003b');
}
