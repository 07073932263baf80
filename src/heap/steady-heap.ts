/**
 * V8's flags while something is observed over time: code that is optimised meanwhile would change what is observed.
 * Where flags are frozen V8 would abort, so they stay as they are.
 */
import { setFlagsFromString } from 'node:v8';
import { withOriginals } from '../platform/original-built-ins.ts';
import { areFlagsFrozen, flagName, flagsOfCommandLine } from './facts/changeable-flags.ts';

const OPTIMIZED_SIZE = '--max-optimized-bytecode-size';

/** V8's own default in Node 20 to 26 (src/flags/flag-definitions.h). */
const DEFAULT_SIZE = 60 * 1024;

/** Sets a flag until the returned function is called; leaves it alone if the program was started with it. */
export function setFlag(flag: string, undo: string): () => void {
  if (withOriginals(() => areFlagsFrozen() || flagsOfCommandLine().has(flagName(flag)))) return () => {};
  setFlagsFromString(flag);
  return () => setFlagsFromString(undo);
}

/** Switches a flag off or on, by its name after two dashes, until the returned function is called. */
export function switchFlag(name: string, isOn: boolean): () => void {
  return isOn ? setFlag(`--${name}`, `--no-${name}`) : setFlag(`--no-${name}`, `--${name}`);
}

/** Switches optimisation off until the returned function is called. */
export function pauseOptimizer(): () => void {
  if (areFlagsFrozen()) return () => {};
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
