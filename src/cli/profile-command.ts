/** `heapscale profile SCRIPT`: loads a module, profiles a function that it exports, prints its lines. */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { profileMemory, profileOf } from '../profile/profile-memory.ts';
import type { MemoryProfile } from '../profile/memory-profile.ts';
import { toProfileHtml } from '../profile/profile-html.ts';
import { CommandError, EXIT } from './command.ts';
import { divertPrints, writeResult } from './stdout.ts';

const HELP = `heapscale profile SCRIPT [--function NAME] [ARGUMENTS]   memory by source line

SCRIPT is a module; its default export, or its only function, is called once.
  --function NAME   the exported function to call
  --json            the profile as data; what the function prints goes to stderr
  --html FILE       the profile as a page
  -h, --help        show this help
ARGUMENTS are passed to the function: as values where they are valid JSON, as strings otherwise.
`;

/** Runs the command. */
export async function profileCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    writeResult(HELP);
    return EXIT.ok;
  }
  const [script, ...given] = positionals;
  if (script === undefined) throw new CommandError('name a script to profile: see heapscale profile --help');
  if (!existsSync(script)) throw new CommandError(`${script}: no such file`);
  if (values.json === true) divertPrints();
  const fn = functionOf(
    (await import(pathToFileURL(resolve(script)).href)) as Record<string, unknown>,
    values.function,
    script,
  );
  try {
    print(await profileMemory(fn, ...given.map(toArgument)), values);
    return EXIT.ok;
  } catch (error) {
    const profile = profileOf(error);
    if (profile === undefined)
      throw error instanceof TypeError ? new CommandError(error.message, { cause: error }) : error;
    print(profile, values);
    throw error;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        function: { type: 'string' },
        json: { type: 'boolean' },
        html: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandError(`${(error as Error).message.split('. ')[0]}: see heapscale profile --help`, {
      cause: error,
    });
  }
}

function functionOf(
  exports: Record<string, unknown>,
  name: string | undefined,
  script: string,
): (...args: unknown[]) => unknown {
  const functions = Object.keys(exports).filter((key) => typeof exports[key] === 'function');
  const chosen =
    name ?? (functions.includes('default') ? 'default' : functions.length === 1 ? functions[0] : undefined);
  const names = functions.length === 0 ? 'it exports no functions' : `it exports ${functions.join(', ')}`;
  if (chosen === undefined) throw new CommandError(`choose a function of ${script} with --function NAME: ${names}`);
  if (!functions.includes(chosen)) throw new CommandError(`${script} exports no function ${chosen}: ${names}`);
  return exports[chosen] as (...args: unknown[]) => unknown;
}

function toArgument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function print(profile: MemoryProfile, { json, html }: { readonly json?: boolean; readonly html?: string }): void {
  if (html !== undefined) {
    try {
      writeFileSync(html, toProfileHtml(profile));
    } catch (cause) {
      throw new CommandError(`${html} cannot be written: ${(cause as Error).message}`, { cause });
    }
  }
  writeResult(`${json === true ? JSON.stringify(profile) : String(profile)}\n`);
}
