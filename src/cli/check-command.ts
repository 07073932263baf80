/**
 * `heapscale check`: weighs the values that a configuration names, compares them with their budgets and with the
 * baseline of another revision, and fails if one is too large or has grown.
 */
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { appendHistory, readBaseline, writeBaseline } from './check-baseline.ts';
import { readConfig } from './check-config.ts';
import { checkValues } from './check-values.ts';
import { coloursOf } from './colour.ts';
import { CommandError, EXIT } from './command.ts';
import { dataOfCheck, markdownOfCheck, printedCheck } from './print-check.ts';
import { divertPrints, writeResult } from './stdout.ts';

const BASELINE = 'heapscale.baseline.json';

const HELP = `heapscale check   budgets and growth of the values that heapscale.config.{mjs,js,ts,json} names

  export default {
    values: { index: () => buildIndex(), catalogue: './catalogue.json' },
    budgets: { index: '2 MiB' },
    growth: '1%',
  };

  --config FILE     another configuration
  --baseline FILE   sizes of the base branch, by default ${BASELINE} if it exists
  --update          write the baseline with the sizes of this run, whatever has grown
  --history FILE    append a line of JSON with the sizes
  --markdown        tables for a pull request
  --json            the outcome as data

A value of a configuration is a function that returns it, or a promise of it, or the name of a JSON file or module.
Exit codes: 0 all within, 1 over a budget or grown, 2 error.
`;

/** Runs the command. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (options.help === true) {
    writeResult(HELP);
    return EXIT.ok;
  }
  // What the values print while they are built must not be mixed into the outcome.
  divertPrints();
  const config = await readConfig(options.config);
  const path = options.baseline ?? BASELINE;
  const isThere = existsSync(path);
  if (options.baseline !== undefined && !isThere && options.update !== true)
    throw new CommandError(`the baseline ${path} does not exist: --update writes it`);
  const rows = await checkValues(config, isThere ? readBaseline(path) : new Map(), options.update === true);
  const reports = new Map(rows.map(({ name, report }) => [name, report]));
  if (options.update === true) writeBaseline(path, reports);
  if (options.history !== undefined) appendHistory(options.history, reports);
  writeResult(
    options.json === true
      ? `${JSON.stringify(dataOfCheck(rows), undefined, 2)}\n`
      : options.markdown === true
        ? markdownOfCheck(rows)
        : printedCheck(rows, coloursOf(process.stdout)),
  );
  return rows.every(({ failures }) => failures.length === 0) ? EXIT.ok : EXIT.overBudget;
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        baseline: { type: 'string' },
        update: { type: 'boolean' },
        history: { type: 'string' },
        markdown: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new CommandError(`${(cause as Error).message.split(/\.\s|\n/)[0]}: see heapscale check --help`, { cause });
  }
}
