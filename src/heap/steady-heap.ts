/** V8's flags while something is observed over time: code that is optimised meanwhile would change what is observed. */
import { setFlagsFromString } from 'node:v8';

const OPTIMIZED_SIZE = '--max-optimized-bytecode-size';

/** V8's own default in Node 20 to 26 (src/flags/flag-definitions.h). */
const DEFAULT_SIZE = 60 * 1024;

/** Switches optimisation off until the returned function is called. */
export function pauseOptimizer(): () => void {
  const given = process.execArgv.find((option) => option.replaceAll('_', '-').startsWith(`${OPTIMIZED_SIZE}=`));
  // Shorter than the bytecode of any function.
  setFlagsFromString(`${OPTIMIZED_SIZE}=1`);
  const flushes = !process.execArgv.some((option) => /^--no-?flush[-_]bytecode$/.test(option));
  if (flushes) setFlagsFromString('--no-flush-bytecode');
  return () => {
    setFlagsFromString(given ?? `${OPTIMIZED_SIZE}=${DEFAULT_SIZE}`);
    if (flushes) setFlagsFromString('--flush-bytecode');
  };
}
