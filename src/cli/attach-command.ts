/** `heapscale attach PID`: looks into a running process by its inspector, and leaves it as it was. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { collector } from '../heap/collector.ts';
import { snapshotReport } from '../heap/snapshot-report.ts';
import { diffSnapshots } from '../snapshot/diff-snapshots.ts';
import { snapshotTree } from '../snapshot/snapshot-tree.ts';
import { summarizeSnapshot } from '../snapshot/summarize-snapshot.ts';
import { formatBytes } from '../report/bytes.ts';
import { remoteCensus, remoteLargest } from './attach/remote-census.ts';
import { requireWebSocket } from './attach/remote-inspector.ts';
import { sampleAllocations } from './attach/remote-sample.ts';
import { takeSnapshot, withoutRecordingMoves } from './attach/remote-snapshot.ts';
import type { TakeOptions, Taken } from './attach/remote-snapshot.ts';
import { attachTo } from './attach/target.ts';
import type { InspectorEnd, Target } from './attach/target.ts';
import { coloursOf } from './colour.ts';
import type { Colours } from './colour.ts';
import { CommandError, EXIT } from './command.ts';
import { printed } from './print.ts';
import { progressOf } from './progress.ts';
import { answerOf, needsLocations, printedAnswer } from './snapshot-questions.ts';
import type { Answer, Question } from './snapshot-questions.ts';
import { writeResult } from './stdout.ts';
import type { Weighed } from './weigh-input.ts';
import { countOf, notCombined, questionOf } from './weigh-options.ts';

const HELP = `heapscale attach PID | HOST:PORT   looks into a running Node process that has nothing installed

Of a process by its id, Node's inspector is opened (by SIGUSR1) and closed again; an inspector that is open (node
--inspect) may also be named by host and port. Default is a table of what is alive in the main thread, by class. It is
made of a heap snapshot, for which the process stands still; for how long is printed on standard error.
  --census              the same table without a snapshot: objects are counted, bytes estimated; 3 to 7 times quicker
  --largest NAME        the largest instances of a class, without a snapshot; --rows N lists more or fewer of them
  --growth SECONDS      what grew in this time, by two snapshots
  --sample SECONDS      which functions allocated what was not collected, by V8's sampling profiler: no snapshot, so
                        the process goes on
  --snapshot FILE       saves the snapshot as well; heapscale FILE --diff, --html ... read it later
  --tree                places, and what each of them retains
  --depth N, --rows N   steps from the roots, and places, in the tree
  --suspects, --retainers NAME, --owners, --duplicates, --detached, --shapes, --forecast NAME
                        the questions to a heap snapshot: see heapscale --help
  --json                the result as data
  -h, --help            show this help
It takes Node 22 or later (Node 20 with NODE_OPTIONS=--experimental-websocket); the other process may be older.
`;

/** So many of the largest instances are listed by default. */
const LARGEST = 10;

/** The validated options. */
interface AttachOptions {
  readonly where: string;
  readonly census: boolean;
  readonly largest: string | undefined;
  readonly growth: number | undefined;
  readonly sample: number | undefined;
  readonly file: string | undefined;
  readonly tree: boolean;
  readonly depth: number | undefined;
  readonly rows: number | undefined;
  readonly question: Question | undefined;
  readonly isJson: boolean;
}

/** What was found, and for how long the process stood still. */
interface Found {
  /** Works the result out, after the process was released. */
  readonly result: () => Printed;
  readonly pausesMs: readonly number[];
}

/** A result as it is printed, and as data. */
interface Printed {
  text(colours: Colours): string;
  readonly data: object;
}

/** Runs the command. */
export async function attachCommand(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === undefined) {
    writeResult(HELP);
    return EXIT.ok;
  }
  requireWebSocket();
  const target = await attachTo(options.where);
  let release: Promise<InspectorEnd> | undefined;
  const releaseOnce = (): Promise<InspectorEnd> => (release ??= target.release());
  const interrupt = (): void => void releaseOnce().then(() => process.exit(130));
  process.once('SIGINT', interrupt);
  let found: Found;
  let end: InspectorEnd;
  try {
    found = await look(target, options);
  } finally {
    end = await releaseOnce();
    process.removeListener('SIGINT', interrupt);
  }
  const { text, data } = found.result();
  const { pid, title } = target;
  if (options.isJson) {
    const about = { pid, title, pausesMs: found.pausesMs, inspector: end };
    writeResult(`${JSON.stringify({ process: about, ...data }, undefined, 2)}\n`);
  } else writeResult(text(coloursOf(process.stdout)));
  const pauses = found.pausesMs.map((pause) => `${pause.toFixed(0)} ms`).join(' and ');
  process.stderr.write(`heapscale: the process stood still for ${pauses}; its inspector is ${end}\n`);
  return EXIT.ok;
}

async function look(target: Target, options: AttachOptions): Promise<Found> {
  const { growth, sample, question, tree, depth, rows } = options;
  const { title } = target;
  if (sample !== undefined) {
    const sampled = await sampleAllocations(target, sample);
    return { result: () => answered(title, 'sampled', sampled.sample), pausesMs: [sampled.pauseMs] };
  }
  if (options.census || options.largest !== undefined) {
    const { report, pausesMs } =
      options.largest === undefined
        ? await remoteCensus(target)
        : await remoteLargest(target, options.largest, rows ?? LARGEST);
    return { result: () => answered(title, 'without a snapshot', report), pausesMs };
  }
  const taking: TakeOptions = {
    file: options.file,
    locations: question !== undefined && needsLocations(question),
    progress: progressOf(title),
  };
  if (growth !== undefined) return withoutRecordingMoves(target, () => grown(target, growth, taking));
  const { snapshot, bytes, pauseMs } = await withoutRecordingMoves(target, () => takeSnapshot(target, taking));
  return {
    result: () => {
      if (question !== undefined)
        return answered(title, `${formatBytes(bytes)} of heap snapshot`, answerOf(snapshot, title, question));
      const report = tree ? snapshotTree(snapshot, { name: 'heap', depth, rows }) : snapshotReport(snapshot);
      const weighed: Weighed = { name: title, kind: 'heapsnapshot', bytes, records: undefined, report };
      const print = tree ? 'tree' : 'table';
      return { text: (colours) => printed([weighed], { print, tree, advise: false }, colours), data: report.toJSON() };
    },
    pausesMs: [pauseMs],
  };
}

function answered(title: string, kind: string, answer: Answer): Printed {
  return { text: (colours) => printedAnswer(title, kind, answer, colours), data: answer.toJSON() };
}

/** Compares two snapshots, of which one is in memory at a time. */
async function grown(target: Target, seconds: number, taking: TakeOptions): Promise<Found> {
  const summarized = async (): Promise<Pick<Taken, 'pauseMs'> & { summary: ReturnType<typeof summarizeSnapshot> }> => {
    const { snapshot, pauseMs } = await takeSnapshot(target, taking);
    return { summary: summarizeSnapshot(snapshot), pauseMs };
  };
  const waited = performance.now() + seconds * 1000;
  const first = await summarized();
  // What is left of the snapshot is outside V8's heap, where V8 notices it late.
  collector()();
  await Promise.race([sleep(Math.max(0, waited - performance.now())), target.inspector.ended]);
  const second = await summarized();
  return {
    result: () => answered(target.title, `growth in ${seconds} s`, diffSnapshots([first.summary, second.summary])),
    pausesMs: [first.pauseMs, second.pauseMs],
  };
}

/** The options of a command line; undefined if it asks for help. */
function optionsOf(args: readonly string[]): AttachOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help === true) return undefined;
  if (positionals.length !== 1)
    throw new CommandError(
      positionals.length === 0
        ? 'name a process by its id, or an open inspector by host:port: see heapscale attach --help'
        : `attach takes one process; got ${positionals.length}`,
    );
  const question = questionOf(values);
  const tree = values.tree === true;
  const modes = [
    ...(['growth', 'sample', 'largest', 'snapshot'] as const).filter((name) => values[name] !== undefined),
    ...(['census', 'tree'] as const).filter((name) => values[name] === true),
    ...(question === undefined ? [] : [question.name]),
  ];
  // A snapshot can be saved and asked; all else is one or the other.
  const excluding = modes[0] === 'snapshot' ? modes.slice(1) : modes;
  if (excluding.length > 1) throw notCombined(excluding[0], excluding[1]);
  if (values.snapshot === '') throw new CommandError("--snapshot must be the name of a file; got ''");
  const depth = countOf('depth', values.depth, 0);
  const rows = countOf('rows', values.rows, 1);
  if (values.largest === '') throw new CommandError("--largest must be the name of a class; got ''");
  if (!tree && depth !== undefined) throw new CommandError('--depth sets the size of a tree: add --tree');
  if (!tree && rows !== undefined && values.largest === undefined)
    throw new CommandError('--rows sets the size of a table: add --tree or --largest NAME');
  return {
    where: positionals[0],
    census: values.census === true,
    largest: values.largest,
    growth: secondsOf('growth', values.growth),
    sample: secondsOf('sample', values.sample),
    file: values.snapshot,
    tree,
    depth,
    rows,
    question,
    isJson: values.json === true,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        census: { type: 'boolean' },
        largest: { type: 'string' },
        growth: { type: 'string' },
        sample: { type: 'string' },
        snapshot: { type: 'string' },
        tree: { type: 'boolean' },
        depth: { type: 'string' },
        rows: { type: 'string' },
        suspects: { type: 'boolean' },
        retainers: { type: 'string' },
        forecast: { type: 'string' },
        owners: { type: 'boolean' },
        duplicates: { type: 'boolean' },
        detached: { type: 'boolean' },
        shapes: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new CommandError(`${(cause as Error).message.split('. ')[0]}: see heapscale attach --help`, { cause });
  }
}

function secondsOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds > 0 && seconds <= 86_400))
    throw new CommandError(`--${option} must be a number of seconds, at most 86400; got '${text}'`);
  return seconds;
}
