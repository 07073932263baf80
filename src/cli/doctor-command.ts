/**
 * `heapscale doctor`: what heapscale knows about this engine, and whether its sizes are right here: a self-test against
 * V8's own count.
 */
import { parseArgs } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { exactSizesOf } from '../heap/exact.ts';
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { runningLayout } from '../layout/detect.ts';
import { engine } from '../platform/engine.ts';
import { formatBytes } from '../report/bytes.ts';
import { formatTable } from '../report/table.ts';
import { coloursOf } from './colour.ts';
import { CommandError, EXIT } from './command.ts';
import { featuresOf } from './doctor-features.ts';
import type { Feature } from './doctor-features.ts';
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

/** What is known of the engine. */
interface Facts {
  readonly engine: string;
  readonly layout: string;
  /** False if the sizes are those of the nearest calibrated engine. */
  readonly isCalibrated: boolean;
  readonly pointerBytes: number;
  readonly flags: readonly string[];
  /** The most bytes that V8's heap may have. */
  readonly heapLimit: number;
  readonly features: readonly Feature[];
}

/** The values of the self-test; none, and why, if V8 cannot be asked. */
interface SelfTest {
  readonly checks: readonly Check[];
  readonly failure?: unknown;
}

/** Runs the command. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { json, help } = optionsOf(args);
  if (help) {
    writeResult(HELP);
    return EXIT.ok;
  }
  const { checks, failure } = await selfTest();
  const facts = { ...factsOf(), features: featuresOf(failure) };
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

/** The engine, and how it was started. */
function factsOf(): Omit<Facts, 'features'> {
  const layout = runningLayout();
  const { node, deno, bun } = process.versions;
  const emulated = deno === undefined && bun === undefined ? '' : 'compatible with ';
  return {
    engine: `${engine.name}, ${emulated}Node ${node}, ${process.platform} ${process.arch}`,
    layout: layout.title,
    isCalibrated: layout.assumption === undefined,
    pointerBytes: layout.taggedSize,
    flags: [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ').filter((flag) => flag !== '')],
    heapLimit: getHeapStatistics().heap_size_limit,
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

async function selfTest(): Promise<SelfTest> {
  const tested = values();
  const names = Object.keys(tested);
  const estimates = names.map((name) => deepSizeOf(tested[name]));
  try {
    const exact = await exactSizesOf(names.map((name) => tested[name]));
    const checks = names.map((value, i) => {
      const { bytes: estimate, range } = estimates[i];
      const { bytes } = exact[i];
      return { value, estimate, range, exact: bytes, inRange: range.min <= bytes && bytes <= range.max };
    });
    return { checks };
  } catch (failure) {
    return { checks: [], failure };
  }
}

function printed(facts: Facts, checks: readonly Check[], isSound: boolean): string {
  const { bold, green, red } = coloursOf(process.stdout);
  const missing = facts.features.filter(({ works }) => !works);
  const about = [
    ['engine', facts.engine],
    ['layout', facts.layout],
    ['pointers', `${facts.pointerBytes} bytes`],
    ['flags', facts.flags.length === 0 ? 'none' : facts.flags.join(' ')],
    ['heap limit', formatBytes(facts.heapLimit)],
    ['works', facts.features.flatMap(({ name, works }) => (works ? name : [])).join(', ')],
    ...missing.map(({ name, reason }, i) => [i === 0 ? 'missing' : '', `${name}: ${reason}`]),
  ];
  const head = formatTable(about, ['left', 'left']);
  if (checks.length === 0) {
    const why = engine.family === undefined ? `${engine.name} is not V8` : "V8's own count is not available";
    return `${head}\n\n${bold(red(`no self-test: ${why}`))}\n`;
  }
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
