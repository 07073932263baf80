/** `heapscale calibrate`: imports a module, learns from what it exports, writes the calibration. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mergeCalibrations } from '../calibration/merge-calibrations.ts';
import { calibrate } from '../heap/calibrate.ts';
import { calibrationIn } from './calibration-file.ts';
import { CommandError, EXIT } from './command.ts';
import { readModule } from './read-module.ts';
import { divertPrints, writeResult } from './stdout.ts';

const HELP = `heapscale calibrate --import MODULE --out FILE   learns from V8 how it stores what a module exports

The module runs, and exports typical values, made by the code whose values are to be weighed. What it prints goes to
stderr. The calibration is valid for the V8 that runs this command.
  --import MODULE   the module; its exports are the values, or the elements of its default export if that is an array
  --out FILE        where to write the calibration, as JSON; - is standard output
  --merge FILE      add what another calibration has learned; may be repeated
  -h, --help        show this help
`;

/** Runs the command. */
export async function calibrateCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help === true) {
    writeResult(HELP);
    return EXIT.ok;
  }
  if (positionals.length > 0) throw new CommandError(`name the module with --import; got '${positionals[0]}'`);
  const { import: path, out, merge = [] } = values;
  if (path === undefined || path === '')
    throw new CommandError('name a module that exports typical values with --import: see heapscale calibrate --help');
  if (out === undefined || out === '')
    throw new CommandError('name a file to write with --out, or - for standard output');
  const others = merge.map(calibrationIn);
  divertPrints();
  const value = await readModule(path);
  const learned = await calibrate(Array.isArray(value) ? (value as unknown[]) : [value]);
  const calibration = mergeCalibrations([learned, ...others]);
  const json = `${JSON.stringify(calibration)}\n`;
  if (out === '-') {
    writeResult(json);
    return EXIT.ok;
  }
  try {
    writeFileSync(out, json);
  } catch (cause) {
    throw new CommandError(`${out} cannot be written: ${(cause as Error).message}`, { cause });
  }
  writeResult(`${String(calibration)}\n`);
  return EXIT.ok;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        import: { type: 'string' },
        out: { type: 'string' },
        merge: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandError(`${(error as Error).message.split('. ')[0]}: see heapscale calibrate --help`, {
      cause: error,
    });
  }
}
