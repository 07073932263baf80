/**
 * `heapscale doctor`: what heapscale knows about this engine, and whether its sizes are right here: a self-test against
 * V8's own count.
 */
import { parseArgs } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { exactSizesOf } from '../heap/exact.ts';
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { runningLayout } from '../layout/detect.ts';
import { builtinModule } from '../platform/builtin-module.ts';
import { engine } from '../platform/engine.ts';
import { formatBytes } from '../report/bytes.ts';
import { formatTable } from '../report/table.ts';
import { coloursOf } from './colour.ts';
import { CommandError, EXIT } from './command.ts';
import { writeResult } from './stdout.ts';

const HELP = `heapscale doctor [--json]   what is known about this engine, and a self-test against V8's own count

Run it with the flags of the program, such as node --max-old-space-size=512 node_modules/.bin/heapscale doctor.
Exit codes: 0 if V8's count is within every range, 2 if not, or if the engine is not V8.
`;

/** One value of the self-test; sizes in bytes. */
interface Check {
  readonly value: string;
  readonly estimate: number;
  readonly range: { readonly min: number; readonly max: number };
  /** V8's own count. */
  readonly exact: number;
  readonly inRange: boolean;
}

/** Runs the command. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { json, help } = optionsOf(args);
  if (help) {
    writeResult(HELP);
    return EXIT.ok;
  }
  const facts = factsOf();
  const checks = engine.family === undefined ? [] : await selfTest();
  const isSound = checks.length > 0 && checks.every(({ inRange }) => inRange);
  writeResult(
    json
      ? `${JSON.stringify({ ...facts, selfTest: checks, isSound }, undefined, 2)}\n`
      : printed(facts, checks, isSound),
  );
  return isSound ? EXIT.ok : EXIT.failed;
}

function optionsOf(args: readonly string[]): { readonly json: boolean; readonly help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    return { json: values.json === true, help: values.help === true };
  } catch (cause) {
    throw new CommandError(`${(cause as Error).message.split(/\.\s|\n/)[0]}: see heapscale doctor --help`, { cause });
  }
}

/** The engine, and which of the features that heapscale relies on it has. */
function factsOf() {
  const layout = runningLayout();
  const { v8, node } = process.versions;
  const name = engine.family === undefined ? engine.name : `V8 ${v8}`;
  return {
    engine: `${name}, Node ${node}, ${process.platform} ${process.arch}`,
    layout: layout.title,
    /** False if the sizes are those of the nearest calibrated engine. */
    isCalibrated: layout.assumption === undefined,
    pointerBytes: layout.taggedSize,
    flags: [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ').filter((flag) => flag !== '')],
    heapLimit: getHeapStatistics().heap_size_limit,
    available: {
      inspector: builtinModule('node:inspector') !== undefined,
      diagnosticsChannel: builtinModule('node:diagnostics_channel') !== undefined,
      garbageCollection: typeof (globalThis as { gc?: unknown }).gc === 'function',
    },
  };
}

/**
 * Values of the kinds in which layouts differ most. Made by JSON.parse and loops, so that no allocation feedback of
 * literals affects them.
 */
function values(): Readonly<Record<string, unknown>> {
  const map = new Map<string, number>();
  for (let i = 0; i < 100; i++) map.set(`key ${i}`, i);
  return {
    'plain object': JSON.parse('{"a":1,"b":2,"c":3}'),
    'fractional numbers': JSON.parse('{"x":1.5,"y":2.5}'),
    'array of integers': JSON.parse(`[${Array.from({ length: 100 }, (_, i) => i).join()}]`),
    'array of fractional numbers': JSON.parse(`[${Array.from({ length: 100 }, (_, i) => i + 0.5).join()}]`),
    'records with strings': JSON.parse(
      `[${Array.from({ length: 50 }, (_, i) => `{"id":${i},"name":"the name of record ${i}"}`).join()}]`,
    ),
    dictionary: JSON.parse(`{${Array.from({ length: 2000 }, (_, i) => `"key ${i}":${i}`).join()}}`),
    Map: map,
    Set: new Set(map.keys()),
    bigint: [2n ** 200n],
    Date: new Date(0),
    'typed array': new Float64Array(1000),
    function: () => map,
  };
}

async function selfTest(): Promise<Check[]> {
  const tested = values();
  const names = Object.keys(tested);
  const estimates = names.map((name) => deepSizeOf(tested[name]));
  const exact = await exactSizesOf(names.map((name) => tested[name]));
  return names.map((value, i) => {
    const { bytes: estimate, range } = estimates[i];
    const { bytes } = exact[i];
    return { value, estimate, range, exact: bytes, inRange: range.min <= bytes && bytes <= range.max };
  });
}

function printed(facts: ReturnType<typeof factsOf>, checks: readonly Check[], isSound: boolean): string {
  const { bold, green, red } = coloursOf(process.stdout);
  const has = (name: string, isThere: boolean): string => `${name} ${isThere ? 'yes' : 'no'}`;
  const { inspector, diagnosticsChannel, garbageCollection } = facts.available;
  const about = [
    ['engine', facts.engine],
    ['layout', facts.layout],
    ['pointers', `${facts.pointerBytes} bytes`],
    ['flags', facts.flags.length === 0 ? 'none' : facts.flags.join(' ')],
    ['heap limit', formatBytes(facts.heapLimit)],
    [
      'available',
      [
        has('inspector', inspector),
        has('diagnostics channels', diagnosticsChannel),
        has('global gc (--expose-gc)', garbageCollection),
      ].join(', '),
    ],
  ];
  const head = formatTable(about, ['left', 'left']);
  if (checks.length === 0) return `${head}\n\n${bold(red(`no self-test: ${engine.name} is not V8`))}\n`;
  const rows = checks.map(({ value, estimate, range, exact, inRange }) => [
    value,
    formatBytes(estimate),
    formatBytes(exact),
    `${formatBytes(range.min)} to ${formatBytes(range.max)}`,
    inRange ? 'ok' : 'OUTSIDE',
  ]);
  const table = formatTable(
    [['self-test', 'estimate', 'V8', 'range', ''], ...rows],
    ['left', 'right', 'right', 'left', 'left'],
  );
  const wrong = checks.filter(({ inRange }) => !inRange).length;
  const verdict = isSound
    ? green("V8's count is within every range")
    : red(
        `V8's count is outside the range of ${wrong} of ${checks.length} values: sizes are not reliable on this engine`,
      );
  return `${head}\n\n${table}\n\n${bold(verdict)}\n`;
}
