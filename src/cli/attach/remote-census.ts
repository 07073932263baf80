/**
 * Questions to the objects of another process without a heap snapshot: the code that answers them runs there, and is
 * gone afterwards.
 */
import { readFileSync } from 'node:fs';
import type { RemoteValue } from '../../platform/inspector-protocol.ts';
import { CensusReport } from '../../process/census-report.ts';
import type { InstancesData } from '../../process/instances-report.ts';
import { FIELD } from '../../process/unfinished-literals.ts';
import { formatBytes } from '../../report/bytes.ts';
import { headlineOf } from '../../report/headline.ts';
import { remedyOf } from '../../report/lower-bound.ts';
import { notesOf } from '../../report/notes.ts';
import { Result } from '../../report/printable.ts';
import { shortName } from '../../report/short-name.ts';
import type { SizeReportData } from '../../report/report-data.ts';
import { SizeReport } from '../../report/size-report.ts';
import { formatCount, formatShare, formatTable, printable } from '../../report/table.ts';
import { CommandError } from '../command.ts';
import type { InsideQuestion } from './inside.ts';
import { pauseOf } from './pause.ts';
import type { Target } from './target.ts';

/** What was found, and for how long the process stood still: to list the objects, and to weigh them. */
export interface Counted<Report> {
  readonly report: Report;
  readonly pausesMs: readonly number[];
}

interface Answered<Data> {
  readonly data: Data;
  readonly pausesMs: readonly number[];
}

/** The plain data of the instances of a class in another process. */
export interface LargestData extends InstancesData {
  /** The first values of each of the `largest` ones, by which it can be recognised. */
  readonly previews: readonly string[];
}

/** The instances of a class in another process, the largest first. */
export class LargestInstances extends Result<LargestData> {
  constructor(data: LargestData) {
    super(data);
  }

  /** A headline and an aligned table, without a trailing newline. */
  override toString(): string {
    const { type, count, total, largest, sharedBytes, previews } = this;
    const noun = count === 1 ? 'instance' : 'instances';
    const rows = [['own bytes', 'share', 'values']];
    for (const [i, { ownBytes }] of largest.entries())
      rows.push([formatBytes(ownBytes), formatShare(ownBytes, total.bytes), printable(previews[i])]);
    const rest = total.bytes - sharedBytes - largest.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
    if (count > largest.length)
      rows.push([formatBytes(rest), formatShare(rest, total.bytes), `(${formatCount(count - largest.length)} more)`]);
    rows.push([formatBytes(sharedBytes), formatShare(sharedBytes, total.bytes), '(shared by several of them)']);
    return [
      `${formatCount(count)} ${noun} of ${shortName(type)}: ${headlineOf(total)}`,
      formatTable(rows, ['right', 'right', 'left']),
      // Hidden state is not revealed in another process.
      ...notesOf(total).filter((note) => note !== remedyOf(total)),
    ].join('\n');
  }
}

/** Everything that is alive in the main thread, by class. */
export async function remoteCensus(target: Target): Promise<Counted<CensusReport>> {
  const { data, pausesMs } = await ask<SizeReportData>(target, { census: true });
  return { report: new CensusReport({ ...data, pauseMs: pausesMs[0] + pausesMs[1] }), pausesMs };
}

/**
 * The instances of the class of a name.
 *
 * @throws {CommandError} (as a rejection) if there are none.
 */
export async function remoteLargest(target: Target, name: string, rows: number): Promise<Counted<LargestInstances>> {
  const { data, pausesMs } = await ask<LargestData>(target, { largest: name, rows });
  if (data.count === 0)
    throw new CommandError(`${target.title}: no instance of '${name}' is alive; --census lists the classes`);
  return { report: new LargestInstances({ ...data, total: new SizeReport(data.total) }), pausesMs };
}

/** All that the inspector passes on belongs to this group. */
const GROUP = 'heapscale';

/**
 * An object whose literal stays unfinished until it is forgotten, by which `unfinishedTest` recognises such objects.
 * The value is an array of the promise, which an evaluation would wait for.
 */
const UNFINISHED_OBJECT = `(async () => ({ '${FIELD}': await new Promise(() => {}), isFinished: true }))()`;
const UNFINISHED = `[${UNFINISHED_OBJECT}, Object.prototype]`;

/** What the inspector of a Worker answers between two requests. */
const NO_CONTEXT = 'Cannot find default execution context';

async function ask<Data>({ inspector, title }: Target, question: InsideQuestion): Promise<Answered<Data>> {
  const code = readFileSync(new URL('./attach-inside.js', import.meta.url), 'utf8');
  const post = inspector.post.bind(inspector);
  const called = async (objectId: string | undefined, body: string): Promise<RemoteValue> => {
    const functionDeclaration = `function () { ${body} }`;
    const parameters = { objectId, functionDeclaration, objectGroup: GROUP, silent: true };
    return (await post('Runtime.callFunctionOn', parameters, Infinity)).result;
  };
  try {
    const held = (await post('Runtime.evaluate', { expression: UNFINISHED, objectGroup: GROUP, silent: true })).result;
    const { objectId: prototypeObjectId } = await called(held.objectId, 'return this[1];');
    let list: RemoteValue | undefined;
    const listMs = await pauseOf(inspector, async () => {
      list = (await post('Runtime.queryObjects', { prototypeObjectId, objectGroup: GROUP }, Infinity)).objects;
    });
    let result: RemoteValue | undefined;
    // What the code makes is not in the list.
    const answerMs = await pauseOf(inspector, async () => {
      const answer = `heapscaleInside.answer(this, ${JSON.stringify(question)})`;
      result = await called(list!.objectId, `${code}\nreturn ${answer};`);
    });
    if (typeof result!.value === 'string')
      return { data: JSON.parse(result!.value) as Data, pausesMs: [listMs, answerMs] };
    throw new CommandError(`${title} cannot be counted: ${String(result!.description).split('\n')[0]}`);
  } catch (error) {
    if (!(error as Error).message.endsWith(NO_CONTEXT)) throw error;
    const where = `${title} has no JavaScript context now, as a Worker between two requests`;
    const remedy = 'without --census and --largest the table is made of a heap snapshot, which needs none';
    throw new CommandError(`${where}: ${remedy}`, { cause: error });
  } finally {
    await post('Runtime.releaseObjectGroup', { objectGroup: GROUP }).catch(() => {});
  }
}
