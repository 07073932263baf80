/** `heapscale FILE...`: weighs files, prints reports, writes pictures, checks a budget. */
import { statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PathOptions } from '../paths/path-options.ts';
import { toHtml, toSpeedscope, toSvg } from '../report/pictures/pictures.ts';
import { diffSizes } from '../report/size-diff.ts';
import { checkApplicable } from './applicable.ts';
import { holdsBudget, holdsGrowthBudget } from './budget.ts';
import { coloursOf } from './colour.ts';
import { CommandError, EXIT } from './command.ts';
import { WEIGH_HELP } from './help.ts';
import { inputOf } from './input.ts';
import type { Input } from './input.ts';
import { printed, totalOf } from './print.ts';
import { printedDiff } from './print-diff.ts';
import { diffOfInputs, printedSnapshotDiff } from './diff-snapshots.ts';
import { answered } from './snapshot-questions.ts';
import { divertPrints, writeResult } from './stdout.ts';
import { weighFiles } from './weigh-files.ts';
import type { Weighed } from './weigh-input.ts';
import { parseWeighOptions } from './weigh-options.ts';
import type { PictureFormat, WeighOptions } from './weigh-options.ts';

/** Runs the command. */
export async function weighCommand(args: readonly string[]): Promise<number> {
  const options = parseWeighOptions(args);
  if (options.help) {
    writeResult(WEIGH_HELP);
    return EXIT.ok;
  }
  if (options.files.length === 0)
    throw new CommandError('name a file to weigh, or - for standard input: see heapscale --help');
  if (options.files.filter((path) => path === '-').length > 1)
    throw new CommandError('standard input can be read only once');
  if (options.pictures.length > 0 && options.files.length > 1)
    throw new CommandError(`--${options.pictures[0].format} draws one file: name one`);
  // All names are checked before the first file is read, so that a wrong last name is reported at once.
  const inputs: Input[] = [];
  for (const path of options.files) inputs.push(await inputOf(path, options.kind));
  checkApplicable(inputs, options);
  const colours = coloursOf(process.stdout);
  if (options.question !== undefined) {
    writeResult(await answered(inputs, options.question, options.print === 'json', colours));
    return EXIT.ok;
  }
  if (options.diff && options.print !== 'markdown' && inputs.every(({ kind }) => kind === 'heapsnapshot')) {
    const diff = await diffOfInputs(inputs);
    writeResult(printedSnapshotDiff(inputs, diff, options.print === 'json', colours));
    return holdsGrowthBudget(diff, options.max) ? EXIT.ok : EXIT.overBudget;
  }
  if (options.kind === 'module') divertPrints();
  for (const { format, file } of options.pictures) keepInputs(inputs, format, file);
  const files = await weighFiles(inputs, {
    options,
    args,
    // This file and those of the threads stay beside each other.
    scriptOf: (name) => new URL(`./${name}.js`, import.meta.url),
    placesOf: (input) => placesOf(input, options),
  });
  for (const { format, file } of options.pictures) writePicture(drawn(format, files[0]), file);
  if (options.diff) {
    const diff = diffSizes(files[0].report, files[1].report);
    writeResult(printedDiff(files, diff, options.print, colours));
    return holdsGrowthBudget(diff, options.max) ? EXIT.ok : EXIT.overBudget;
  }
  if (!options.pictures.some(({ file }) => file === '-')) writeResult(printed(files, options, colours));
  return holdsBudget(totalOf(files), options.max) ? EXIT.ok : EXIT.overBudget;
}

/** A page has room for more places than a terminal. */
const DRAWN: PathOptions = { depth: 12, rows: 1500, fold: 100 };

/** How many places to report; undefined for a table. */
function placesOf(
  { kind, valueName }: Input,
  { diff, pictures, print, tree, depth, rows }: WeighOptions,
): PathOptions | undefined {
  // To be comparable, the places of both files need the same root name.
  if (kind === 'heapsnapshot' && diff) return undefined;
  if (diff) return { name: 'value', depth, rows };
  const isDrawn = pictures.length > 0 || print === 'folded';
  if (!isDrawn && !tree && print !== 'markdown') return undefined;
  return {
    name: kind === 'heapsnapshot' ? 'heap' : valueName,
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

/** A picture may overwrite a file, but never an input, whatever path names it. */
function keepInputs(inputs: readonly Input[], format: PictureFormat, file: string): void {
  const target = file === '-' ? undefined : identityOf(file);
  for (const { path } of target === undefined ? [] : inputs) {
    if (path !== '-' && identityOf(path) === target)
      throw new CommandError(`--${format} ${file} would overwrite an input: name another file`);
  }
}

/** Device and inode of a file; undefined if it is not a file or does not exist. */
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
    writeResult(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new CommandError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
