/** `heapscale imports SCRIPT`: what each module costs that a script imports. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError, EXIT } from './command.ts';
import { importCosts } from './imports/import-costs.ts';
import type { MeasuredImports } from './imports/measured.ts';
import { scriptArguments } from './script-arguments.ts';
import { writeResult } from './stdout.ts';

const HELP = `heapscale imports [OPTIONS] SCRIPT [ARGUMENTS]   what each import costs

Imports the script in a process of its own, and measures the heap and the time before and after each
module: ES modules and CommonJS, packages, and Node's own. Each module is in the tree where it is
imported first. What the script prints goes to standard error; the process ends once it is imported.
  bytes         what the import left on V8's heap and outside it, with the imports below
  own           the module alone
  alone         what would not be there without this import: the module and what only it imports
  --depth N     steps from the script that are shown
  --all         also modules below 1 % of the bytes and the time
  --json        the modules as data
  -h, --help    show this help
`;

interface ImportsOptions {
  depth: number;
  all: boolean;
  json: boolean;
}

/** Runs the command. */
export async function importsCommand(args: readonly string[]): Promise<number> {
  const options: ImportsOptions = { depth: Infinity, all: false, json: false };
  const given = scriptArguments(args, 'imports', 'import', (name, next) => {
    if (name === '--all') options.all = true;
    else if (name === '--json') options.json = true;
    else if (name === '--depth') options.depth = toDepth(next());
    else return false;
    return true;
  });
  if (given === undefined) {
    writeResult(HELP);
    return EXIT.ok;
  }
  const { script, rest } = given;
  const costs = importCosts(script, await measured(script, rest));
  const { depth, all, json } = options;
  writeResult(`${json ? JSON.stringify(costs) : costs.toTree({ depth, share: all ? -Infinity : 0.01 })}\n`);
  return EXIT.ok;
}

function toDepth(text: string | undefined): number {
  const depth = Number(text);
  if (text === undefined || text === '' || !Number.isInteger(depth) || depth < 0)
    throw new CommandError(`--depth must be a non-negative integer; got '${text ?? ''}'`);
  return depth;
}

async function measured(script: string, args: readonly string[]): Promise<MeasuredImports> {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-imports-'));
  try {
    // Links are resolved as by Node, so that the script has one URL.
    const path = realpathSync(resolve(script));
    const parsing = ['--experimental-vm-modules', '--experimental-import-meta-resolve', '--no-warnings'];
    await run(parsing, ['graph', folder, path], script);
    // V8 drops bytecode that has not run for a while: later modules would seem to free it.
    await run(['--expose-gc', '--no-flush-bytecode'], ['measure', folder, path, ...args], script);
    const file = join(folder, 'measured.json');
    if (!existsSync(file)) throw new CommandError(`${script} could not be imported`);
    return JSON.parse(readFileSync(file, 'utf8')) as MeasuredImports;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the other half in a process with these options of Node. */
async function run(options: readonly string[], args: readonly string[], script: string): Promise<void> {
  const half = fileURLToPath(
    new URL(`./imports-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
  );
  const child = spawn(process.execPath, [...process.execArgv, ...options, half, ...args], {
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  child.stdout.pipe(process.stderr, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  const code = await new Promise<number | null>((done, reject) => {
    child.once('error', reject);
    child.once('close', done);
  });
  if (code !== 0 && !existsSync(join(args[1], 'measured.json')))
    throw new CommandError(`${script} could not be imported`);
}
