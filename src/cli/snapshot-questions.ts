/** The options that ask one question of a heap snapshot, such as `--suspects`: each is one row with its function. */
import type { HeapSnapshot } from '../heap/snapshot.ts';
import type { Printable } from '../report/printable.ts';
import { detachedIn } from '../snapshot/detached-in.ts';
import { duplicatesIn } from '../snapshot/duplicates-in.ts';
import { forecastIn } from '../snapshot/forecast-in.ts';
import { ownersIn } from '../snapshot/owners-in.ts';
import { retainersIn } from '../snapshot/retainers-in.ts';
import { shapesIn } from '../snapshot/shapes-in.ts';
import { suspectsIn } from '../snapshot/suspects-in.ts';
import { toOneLine } from '../report/pictures/escape-markup.ts';
import type { Colours } from './colour.ts';
import { CommandError } from './command.ts';
import type { Input } from './input.ts';
import { layoutOption } from './layout-option.ts';
import { progressOf } from './progress.ts';
import { readSnapshotInput } from './read-snapshot-input.ts';

/** A question and what it is about. */
export interface Question {
  readonly name: QuestionName;
  /** The value of the option; `''` for those without one. */
  readonly argument: string;
}

/** The names of the options. */
export type QuestionName = 'retainers' | 'suspects' | 'duplicates' | 'detached' | 'shapes' | 'owners' | 'forecast';

/** An answer that prints itself. */
export type Answer = Pick<Printable, 'toString'> & { toJSON(): object };

const QUESTIONS: Readonly<Record<QuestionName, (snapshot: HeapSnapshot, argument: string) => Answer>> = {
  retainers: (snapshot, target) => retainersIn(snapshot, target),
  suspects: (snapshot) => suspectsIn(snapshot),
  duplicates: (snapshot) => duplicatesIn(snapshot),
  detached: (snapshot) => detachedIn(snapshot),
  shapes: (snapshot) => shapesIn(snapshot),
  owners: (snapshot) => ownersIn(snapshot),
  forecast: (snapshot, engine) => forecastIn(snapshot, layoutOption('forecast', engine)),
};

/** All names, in the order of the help. */
export const QUESTION_NAMES = Object.keys(QUESTIONS) as readonly QuestionName[];

/** The answers for all files, with a trailing newline. */
export async function answered(
  inputs: readonly Input[],
  question: Question,
  isJson: boolean,
  colours: Colours,
): Promise<string> {
  const answers: { readonly file: string; readonly answer: Answer }[] = [];
  for (const input of inputs) {
    const progress = progressOf(input.name);
    try {
      const { snapshot } = await readSnapshotInput(input, progress, needsLocations(question));
      answers.push({ file: input.name, answer: answerOf(snapshot, input.name, question) });
    } finally {
      progress.end();
    }
  }
  if (isJson) {
    const data = answers.map(({ file, answer }) => ({ file, kind: 'heapsnapshot', ...answer.toJSON() }));
    return `${JSON.stringify(data.length === 1 ? data[0] : data, undefined, 2)}\n`;
  }
  return answers.map(({ file, answer }) => printedAnswer(file, 'heap snapshot', answer, colours)).join('\n');
}

/** True if the answer needs `snapshot.locations`. */
export function needsLocations({ name }: Question): boolean {
  return name === 'owners';
}

/**
 * The answer for one snapshot.
 *
 * @throws {CommandError} if the snapshot, whose name is `source`, does not have what the question is about.
 */
export function answerOf(snapshot: HeapSnapshot, source: string, { name, argument }: Question): Answer {
  try {
    return QUESTIONS[name](snapshot, argument);
  } catch (error) {
    if (error instanceof RangeError && name === 'retainers')
      throw new CommandError(`${source}: ${error.message.replace(/^target /, '--retainers ')}`, { cause: error });
    throw error;
  }
}

/** An answer below its heading, with a trailing newline. */
export function printedAnswer(source: string, kind: string, answer: Answer, { bold, dim }: Colours): string {
  const [first, ...lines] = String(answer).split('\n');
  return `${[`${bold(toOneLine(source))}${dim(`, ${kind}`)}`, bold(first), ...lines].join('\n')}\n`;
}
