/** Reports as flame graphs: speedscope's file format and folded stacks. */
import { checkReport } from '../check-report.ts';
import { withAssumption } from '../assumption.ts';
import { toOneLine } from './escape-markup.ts';
import { pathTree, typeTree } from './picture-tree.ts';
import type { PicturePart } from './picture-tree.ts';
import type { SizeReportData } from '../report-data.ts';
import { ownOptions } from '../../platform/own-options.ts';
import { PICTURE_OPTIONS, titleOf } from './svg.ts';
import type { PictureOptions } from './svg.ts';

/** A profile in speedscope's file format; only the fields that heapscale writes. */
export interface SpeedscopeProfile {
  /** Kind of profile in speedscope's schema. */
  readonly type: 'sampled';
  /** `by path` or `by type`. */
  readonly name: string;
  /** Unit of `weights`, `startValue` and `endValue`. */
  readonly unit: 'bytes';
  /** Always 0. */
  readonly startValue: number;
  /** The sum of `weights`, in bytes. */
  readonly endValue: number;
  /** Stacks of indices into `shared.frames`, outermost frame first. */
  readonly samples: readonly (readonly number[])[];
  /** Bytes of each sample, in the order of `samples`. */
  readonly weights: readonly number[];
}

/** A file for https://www.speedscope.app, as its `file-format-schema.json` describes it. */
export interface SpeedscopeFile {
  /** The URL of the schema. */
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  /** The title of the report, and whether its sizes are assumed. */
  readonly name: string;
  /** The program that wrote the file. */
  readonly exporter: 'heapscale';
  /** The profile that speedscope shows first. */
  readonly activeProfileIndex: number;
  /** Frames that all profiles refer to by index; `file` holds the type of a place. */
  readonly shared: { readonly frames: readonly { readonly name: string; readonly file?: string }[] };
  /** Bytes by path, if the report has paths, and bytes by type. */
  readonly profiles: readonly SpeedscopeProfile[];
}

/**
 * Calls `visit` for every part with bytes of its own; `stack` is the part and those that contain it, outermost first.
 */
function eachStack(root: PicturePart, visit: (stack: readonly PicturePart[], bytes: number) => void): void {
  const stack: PicturePart[] = [];
  const open: (PicturePart | undefined)[] = [root];
  while (open.length > 0) {
    const part = open.pop();
    // `undefined` marks the end of a part's children.
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
 * A report as a file for https://www.speedscope.app: bytes by path, if the report has paths, and bytes by type.
 *
 * @throws {TypeError} if `report` is not a report, or an option is invalid.
 * @example
 * ```ts
 * writeFileSync('cache.speedscope.json', JSON.stringify(toSpeedscope(deepSizeOf(cache, { paths: true }))));
 * ```
 */
export function toSpeedscope(report: SizeReportData, options: PictureOptions = {}): SpeedscopeFile {
  checkReport('report', report);
  const own = ownOptions('toSpeedscope', PICTURE_OPTIONS, options);
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
    name: toOneLine(withAssumption(titleOf(report, own), report.layout, '; ')),
    exporter: 'heapscale',
    activeProfileIndex: 0,
    shared: { frames },
    profiles,
  };
}

/**
 * A report as folded stacks, one stack per line: by path if the report has paths, otherwise by type. Semicolons and
 * line ends in names are escaped.
 *
 * @throws {TypeError} if `report` is not a report.
 * @example
 * ```ts
 * toFoldedStacks(deepSizeOf({ a: 1, b: 2 })); // 'value;Object 40\n'
 * ```
 */
export function toFoldedStacks(report: SizeReportData): string {
  checkReport('report', report);
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
