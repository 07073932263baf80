/**
 * Keeps V8's optimising compiler still while a profile runs, and lets V8 forget no compiled function: after some collections it does, and
 * the profile makes many. The compiler works beside the program, and what it allocates (code, tables, boxes
 * for deoptimised values) would come up at lines that have nothing to do with it. Functions that are optimised already stay so.
 */
import { setFlagsFromString } from 'node:v8';

const FLAG = '--max-optimized-bytecode-size';

/** V8's own default in Node 20 to 26 (src/flags/flag-definitions.h). */
const DEFAULT = 60 * 1024;

/** Lets nothing be optimised until the returned function is called. */
export function pauseOptimizer(): () => void {
  const given = process.execArgv.find((option) => option.replaceAll('_', '-').startsWith(`${FLAG}=`));
  // No function has bytecode as short as this.
  setFlagsFromString(`${FLAG}=1`);
  const flushes = !process.execArgv.some((option) => /^--no-?flush[-_]bytecode$/.test(option));
  if (flushes) setFlagsFromString('--no-flush-bytecode');
  return () => {
    setFlagsFromString(given ?? `${FLAG}=${DEFAULT}`);
    if (flushes) setFlagsFromString('--flush-bytecode');
  };
}
