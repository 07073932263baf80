/** `heapscale FILE...`: weighs files, prints what they weigh, writes pictures, holds a budget. */
import { statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { formatBytes } from '../report/bytes.ts';
import type { PathOptions } from '../paths/path-options.ts';
import { toHtml, toSpeedscope, toSvg } from '../report/pictures/pictures.ts';
import type { SizeReport } from '../report/size-report.ts';
import { coloursOf } from './colour.ts';
import { CommandError, EXIT } from './command.ts';
import { WEIGH_HELP } from './help.ts';
import { inputOf } from './input.ts';
import type { Input } from './input.ts';
import { printed, printedDiff, totalOf } from './print.ts';
import { progressOf } from './progress.ts';
import { weighInput } from './weigh-input.ts';
import type { Weighed } from './weigh-input.ts';
import { parseWeighOptions } from './weigh-options.ts';
import type { PictureFormat, WeighOptions } from './weigh-options.ts';

/** The command itself. */
export async function weighCommand(args: readonly string[]): Promise<number> {
  const options = parseWeighOptions(args);
  if (options.help) {
    process.stdout.write(WEIGH_HELP);
    return EXIT.ok;
  }
  if (options.files.length === 0)
    throw new CommandError('name a file to weigh, or - for standard input: see heapscale --help');
  if (options.files.filter((path) => path === '-').length > 1)
    throw new CommandError('standard input can be read only once');
  if (options.pictures.length > 0 && options.files.length > 1)
    throw new CommandError(`--${options.pictures[0].format} draws one file: name one`);
  // All names are looked at before the first file is read: a mistake in the last should not cost the time of the others.
  const inputs = options.files.map((path) => inputOf(path, options.kind));
  for (const { format, file } of options.pictures) keepInputs(inputs, format, file);
  const files: Weighed[] = [];
  for (const input of inputs) {
    const progress = progressOf(input.name);
    try {
      files.push(await weighInput(input, options, placesOf(input, options), progress));
    } finally {
      progress.end();
    }
  }
  for (const { format, file } of options.pictures) writePicture(drawn(format, files[0]), file);
  if (!options.pictures.some(({ file }) => file === '-')) {
    const colours = coloursOf(process.stdout);
    process.stdout.write(options.diff ? printedDiff(files, options.print, colours) : printed(files, options, colours));
  }
  return holdsBudget(totalOf(files), options) ? EXIT.ok : EXIT.overBudget;
}

/** A page has room for more places than a terminal. */
const DRAWN: PathOptions = { depth: 12, rows: 1500, fold: 100 };

/** How many places are to be told; none for a table. */
function placesOf(
  { valueName }: Input,
  { diff, pictures, print, tree, depth, rows }: WeighOptions,
): PathOptions | undefined {
  // Places of two files go by the same names.
  if (diff) return { name: 'value', depth, rows };
  const isDrawn = pictures.length > 0 || print === 'folded';
  if (!isDrawn && !tree && print !== 'markdown') return undefined;
  return {
    name: valueName,
    ...(isDrawn ? DRAWN : {}),
    ...(depth === undefined ? {} : { depth }),
    ...(rows === undefined ? {} : { rows }),
  };
}

function drawn(format: PictureFormat, { name, report }: Weighed): string {
  const title = basename(name);
  if (format === 'html') return toHtml(report, { title });
  return format === 'svg' ? toSvg(report, { title }) : JSON.stringify(toSpeedscope(report, { title }));
}

/** A picture takes the place of a file, and never of one that is to be weighed, by whatever name. */
function keepInputs(inputs: readonly Input[], format: PictureFormat, file: string): void {
  const target = file === '-' ? undefined : identityOf(file);
  for (const { path } of target === undefined ? [] : inputs) {
    if (path !== '-' && identityOf(path) === target)
      throw new CommandError(`--${format} ${file} would overwrite what is to be weighed: name another file`);
  }
}

/** What tells one file from another; undefined for what is no file, or none yet. */
function identityOf(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() ? `${stat.dev} ${stat.ino}` : undefined;
  } catch {
    return undefined;
  }
}

function writePicture(text: string, file: string): void {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new CommandError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

/** Says on stderr how a budget was kept, and whether the interval leaves it open. */
function holdsBudget({ bytes, range }: SizeReport, { max }: WeighOptions): boolean {
  if (max === undefined) return true;
  const colours = coloursOf(process.stderr);
  const isOver = bytes > max;
  const doubt = isOver
    ? range.min <= max
      ? `; it may be as little as ${formatBytes(range.min)}`
      : ''
    : range.max > max
      ? `; it may be as much as ${formatBytes(range.max)}`
      : '';
  const verdict = isOver
    ? colours.red(`over the budget of ${formatBytes(max)} by ${formatBytes(bytes - max)}`)
    : colours.green(`within the budget of ${formatBytes(max)}, ${formatBytes(max - bytes)} left`);
  process.stderr.write(`${verdict}${doubt}\n`);
  return !isOver;
}
