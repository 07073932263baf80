/** The options of `heapscale FILE...`, parsed and validated. */
import { parseArgs } from 'node:util';
import type { Layout } from '../layout/layout.ts';
import { parseBytes } from '../report/bytes.ts';
import type { Calibration } from '../calibration/calibration.ts';
import { calibrationIn } from './calibration-file.ts';
import { CommandError } from './command.ts';
import { NAMED_KINDS } from './input.ts';
import type { InputKind } from './input.ts';
import { layoutOption } from './layout-option.ts';
import { QUESTION_NAMES } from './snapshot-questions.ts';
import type { Question } from './snapshot-questions.ts';

/** What is printed on stdout. */
export type Print = 'table' | 'tree' | 'json' | 'markdown' | 'folded';

/** A picture that is written to a file. */
export type PictureFormat = 'html' | 'svg' | 'speedscope';

/** The validated options of one command line. */
export interface WeighOptions {
  readonly files: readonly string[];
  readonly kind: InputKind | undefined;
  readonly print: Print;
  /** True to list places, printed as a tree or as data. */
  readonly tree: boolean;
  readonly pictures: readonly { readonly format: PictureFormat; readonly file: string }[];
  readonly layout: Layout | undefined;
  /** True to ask V8 itself how it stores what a module exports. */
  readonly facts: boolean;
  /** A file that `heapscale calibrate` wrote. */
  readonly calibration: Calibration | undefined;
  /** The most bytes for all files together; with `diff`, the most growth from the first file to the second. */
  readonly max: number | undefined;
  readonly sample: number | undefined;
  /** Depth and number of rows of the tree and of pictures. */
  readonly depth: number | undefined;
  readonly rows: number | undefined;
  /** True to load a JSONL file of any size. */
  readonly load: boolean;
  /** The most threads to use; undefined for one a core where the files are large enough. */
  readonly threads: number | undefined;
  /** True to print what could be smaller. */
  readonly advise: boolean;
  /** True to show what has grown from the first file to the second. */
  readonly diff: boolean;
  /** What to ask of a heap snapshot. */
  readonly question: Question | undefined;
  readonly help: boolean;
}

const PRINTS = ['tree', 'json', 'markdown', 'folded'] as const;
const PICTURES: readonly PictureFormat[] = ['html', 'svg', 'speedscope'];

/**
 * Parses a command line.
 *
 * @throws {CommandError} if an option is unknown, has no value or an invalid one, or cannot be combined with another.
 */
export function parseWeighOptions(args: readonly string[]): WeighOptions {
  const { values, positionals } = parsed(args);
  // With --json the tree is part of the data.
  const prints = PRINTS.filter((print) => values[print] === true && !(print === 'tree' && values.json === true));
  if (prints.length > 1) throw new CommandError(`--${prints.join(' and --')} both print to stdout: choose one`);
  const pictures = PICTURES.flatMap((format) =>
    values[format] === undefined ? [] : [{ format, file: values[format] }],
  );
  checkPictures(pictures, prints[0] ?? (values.advise === true ? 'advise' : undefined));
  const depth = countOf('depth', values.depth, 0);
  const rows = countOf('rows', values.rows, 1);
  const shapes = depth !== undefined ? 'depth' : rows !== undefined ? 'rows' : undefined;
  const hasPlaces =
    values.tree === true ||
    values.markdown === true ||
    values.folded === true ||
    values.diff === true ||
    pictures.length > 0;
  if (shapes !== undefined && !hasPlaces)
    throw new CommandError(
      `--${shapes} sets the size of a tree or a picture: add --tree, or another option that lists places`,
    );
  if (values.layout !== undefined && values.calibration !== undefined) throw notCombined('layout', 'calibration');
  if (values.import === true && values.as !== undefined) throw notCombined('import', 'as');
  if (values.facts === true && values.layout !== undefined) throw notCombined('facts', 'layout');
  const alone = (['facts', 'import'] as const).find((option) => values[option] === true);
  if (values.threads !== undefined && alone !== undefined) throw notCombined('threads', alone);
  if (values.diff === true)
    checkDiff(
      positionals,
      prints,
      [...PICTURES, 'advise' as const].find((option) => values[option] !== undefined),
    );
  if (values.advise === true && (prints[0] === 'markdown' || prints[0] === 'folded'))
    throw notCombined('advise', prints[0]);
  const question = questionOf(values);
  if (question !== undefined) {
    const besides =
      prints.find((print) => print !== 'json') ??
      pictures[0]?.format ??
      (['diff', 'advise', 'tree', 'threads'] as const).find((option) => values[option] !== undefined);
    if (besides !== undefined) throw notCombined(question.name, besides);
  }
  return {
    question,
    files: positionals,
    diff: values.diff === true,
    advise: values.advise === true,
    kind: values.import === true ? 'module' : kindOf(values.as),
    print: prints[0] ?? 'table',
    tree: values.tree === true,
    pictures,
    layout: values.layout === undefined ? undefined : layoutOption('layout', values.layout),
    facts: values.facts === true,
    calibration: values.calibration === undefined ? undefined : calibrationIn(values.calibration),
    max: values.max === undefined ? undefined : bytesOf(values.max),
    sample: countOf('sample', values.sample, 2),
    depth,
    rows,
    load: values.load === true,
    threads: countOf('threads', values.threads, 1),
    help: values.help === true,
  };
}

/** The question that was asked by one of the parsed options; only one can be. */
export function questionOf(values: Readonly<Record<string, unknown>>): Question | undefined {
  const asked = QUESTION_NAMES.filter((name) => values[name] !== undefined && values[name] !== false);
  if (asked.length > 1) throw notCombined(asked[0], asked[1]);
  if (asked.length === 0) return undefined;
  const value = values[asked[0]];
  if (asked[0] === 'forecast') layoutOption('forecast', String(value));
  if (value === '') throw new CommandError(`--${asked[0]} needs the name of a class, or @ and the id of an object`);
  return { name: asked[0], argument: typeof value === 'string' ? value : '' };
}

/**
 * `--max -5` as `--max=-5`: parseArgs takes every argument that begins with a dash for an option, and would report this
 * as ambiguous instead of out of range.
 */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\.?\d/.test(arg) && before !== undefined && /^--(?:max|sample|depth|rows|threads)$/.test(before))
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: withNegatives(args),
      allowPositionals: true,
      options: {
        import: { type: 'boolean' },
        as: { type: 'string' },
        load: { type: 'boolean' },
        threads: { type: 'string' },
        sample: { type: 'string' },
        layout: { type: 'string' },
        facts: { type: 'boolean' },
        calibration: { type: 'string' },
        max: { type: 'string' },
        depth: { type: 'string' },
        rows: { type: 'string' },
        diff: { type: 'boolean' },
        advise: { type: 'boolean' },
        retainers: { type: 'string' },
        forecast: { type: 'string' },
        suspects: { type: 'boolean' },
        duplicates: { type: 'boolean' },
        detached: { type: 'boolean' },
        shapes: { type: 'boolean' },
        owners: { type: 'boolean' },
        tree: { type: 'boolean' },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
        folded: { type: 'boolean' },
        html: { type: 'string' },
        svg: { type: 'string' },
        speedscope: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    // Node's message names the option in its first sentence; the rest is for programmers.
    throw new CommandError(`${(cause as Error).message.split(/\.\s|\n/)[0].replace(/\.$/, '')}: see heapscale --help`, {
      cause,
    });
  }
}

/** Each picture needs its own file; stdout can take one of them and nothing else. */
function checkPictures(pictures: WeighOptions['pictures'], print: string | undefined): void {
  for (const [i, { format, file }] of pictures.entries()) {
    if (file === '') throw new CommandError(`--${format} must be the name of a file, or - for standard output; got ''`);
    const same = pictures.slice(0, i).find((other) => other.file === file);
    if (file === '-' && (same !== undefined || print !== undefined))
      throw new CommandError(`--${same?.format ?? print} and --${format} both print to stdout: choose one`);
    if (same !== undefined)
      throw new CommandError(`--${same.format} and --${format} both write ${file}: name two files`);
  }
}

function checkDiff(files: readonly string[], prints: readonly Print[], other: string | undefined): void {
  if (files.length < 2) throw new CommandError(`--diff compares two files; got ${files.length}`);
  const besides = prints.find((print) => print !== 'json' && print !== 'markdown') ?? other;
  if (besides !== undefined) throw notCombined('diff', besides);
}

/** The error for two options that exclude each other. */
export function notCombined(one: string, other: string): CommandError {
  return new CommandError(`options --${one} and --${other} cannot be combined`);
}

function kindOf(name: string | undefined): InputKind | undefined {
  const kind = NAMED_KINDS.find((known) => known === name);
  if (name !== undefined && kind === undefined)
    throw new CommandError(`--as must be one of ${NAMED_KINDS.join(', ')}; got '${name}'`);
  return kind;
}

function bytesOf(text: string): number {
  try {
    return parseBytes(text);
  } catch (cause) {
    throw new CommandError(`--max: ${(cause as Error).message}`, { cause });
  }
}

/**
 * The integer that an option has, if it is given.
 *
 * @throws {CommandError} if it is not one, or less than `least`.
 */
export function countOf(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (text.trim() === '' || !Number.isInteger(count) || count < least)
    throw new CommandError(`--${option} must be an integer of at least ${least}; got '${text}'`);
  return count;
}
