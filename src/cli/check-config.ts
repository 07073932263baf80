/** The configuration of `heapscale check`: named values, their budgets, and how much each may grow. */
import { existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { checkOptionsOf } from '../budget/check-options.ts';
import type { CheckOptions } from '../budget/check-options.ts';
import { toleranceOf } from '../budget/weight.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { CommandError } from './command.ts';
import { inputOf } from './input.ts';
import { progressOf } from './progress.ts';
import { readJson } from './read-json.ts';
import { readModule } from './read-module.ts';

/** One value to be checked. */
export interface CheckedValue {
  readonly name: string;
  /** Builds or reads the value. */
  readonly build: () => Promise<unknown>;
  /** The budget in bytes; undefined if it has none. */
  readonly budget: number | undefined;
  /** What to count. */
  readonly options: CheckOptions;
}

/** A configuration that was read. */
export interface CheckConfig {
  readonly path: string;
  readonly values: readonly CheckedValue[];
  /** How much a value may be larger than in the baseline: a share such as `'1%'`, or a size. */
  readonly growth: Size;
}

/** The names that are looked for, in this order. */
const CONFIG_NAMES = ['heapscale.config.mjs', 'heapscale.config.js', 'heapscale.config.ts', 'heapscale.config.json'];

/** Default growth: estimates are the same in every run, so any change is one of the program. */
const GROWTH = '1%';

/**
 * Reads a configuration.
 *
 * @throws {CommandError} if there is none, or it is invalid; the message names the part.
 */
export async function readConfig(asked: string | undefined): Promise<CheckConfig> {
  const path = asked ?? CONFIG_NAMES.find((name) => existsSync(name));
  if (path === undefined)
    throw new CommandError(`no configuration: write ${CONFIG_NAMES.join(', ')}, or name one with --config`);
  const config = objectIn(path, await readFile(path));
  for (const key of Object.keys(config))
    if (!['values', 'budgets', 'growth', 'options'].includes(key))
      throw new CommandError(`${path}: unknown key '${key}': it may have values, budgets, growth and options`);
  const values = objectIn(`${path}: values`, config['values']);
  const budgets = config['budgets'] === undefined ? {} : objectIn(`${path}: budgets`, config['budgets']);
  const options = attempt(path, () => checkOptionsOf('options', config['options'] as CheckOptions | undefined));
  for (const name of Object.keys(budgets))
    if (!Object.hasOwn(values, name)) throw new CommandError(`${path}: the budget '${name}' has no value of that name`);
  const growth = (config['growth'] ?? GROWTH) as Size;
  attempt(path, () => toleranceOf(growth, 0, 'growth'));
  return {
    path,
    growth,
    values: Object.keys(values).map((name) => ({
      name,
      build: builderOf(path, name, values[name]),
      budget: Object.hasOwn(budgets, name)
        ? attempt(path, () => bytesArgument(`budget of '${name}'`, budgets[name] as Size))
        : undefined,
      options,
    })),
  };
}

/** A configuration of JSON, or the default export of a module. */
async function readFile(path: string): Promise<unknown> {
  if (extname(path) !== '.json') return readModule(path);
  const progress = progressOf(path);
  try {
    return (await readJson(await inputOf(path, 'json'), progress)).value;
  } finally {
    progress.end();
  }
}

/** A value is a function that returns it or a promise of it, or the name of a file beside the configuration. */
function builderOf(path: string, name: string, value: unknown): () => Promise<unknown> {
  if (typeof value === 'function') {
    return async () => {
      try {
        return await (value as () => unknown)();
      } catch (cause) {
        throw new CommandError(`the value '${name}' could not be built: ${messageOf(cause)}`, { cause });
      }
    };
  }
  if (typeof value !== 'string')
    throw new CommandError(`${path}: the value '${name}' must be a function that returns it, or the name of a file`);
  const file = resolve(dirname(path), value);
  return async () => (extname(file) === '.json' ? readFile(file) : readModule(file));
}

function objectIn(what: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CommandError(`${what} must be an object`);
  return value as Readonly<Record<string, unknown>>;
}

/** Runs a check of arguments; its error is one of the configuration. */
function attempt<Result>(path: string, check: () => Result): Result {
  try {
    return check();
  } catch (cause) {
    throw new CommandError(`${path}: ${messageOf(cause)}`, { cause });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
