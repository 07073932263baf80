/**
 * Compiles calls of V8's own test functions (`%HasFastProperties(value)`), which it accepts only with the flag
 * `--allow-natives-syntax`. The flag is on while they are compiled, for less than a millisecond, and then as it was.
 *
 * Each is the body of a `new Function`: V8 compiles these at once, and keeps them; a function inside another is
 * compiled when it is first called, when the flag is off again. The source of each is unique: V8 14 caches what it
 * compiled from strings by source, and would go on accepting the same text after the flag is off.
 */
import { setFlagsFromString } from 'node:v8';
import { hrtime } from 'node:process';
import { whyFlagsAreFrozen } from './changeable-flags.ts';

/** A compiled call. */
export type Native = (one: unknown, other?: unknown) => unknown;

/** Another thread may switch the flag off in between; it does so once. */
const TRIES = 16;

let count = 0;

/** A comment that no other source has. */
function unique(): string {
  return `/* ${hrtime.bigint()} ${Math.random()} ${++count} */`;
}

function compile(expression: string): Native {
  // This is what the package needs V8's natives for; nothing of the program's data is in the source.
  return new Function('one', 'other', `${unique()} 'use strict'; return ${expression};`) as Native;
}

/** True if V8 accepts natives now. */
function isOn(): boolean {
  try {
    compile('%IsSmi(one)');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * Compiles expressions with natives; an expression with one that this engine lacks is left out.
 *
 * @throws {Error} if the platform does not allow it; nothing was changed then.
 */
export function compileNatives<Name extends string>(
  expressions: Readonly<Record<Name, string>>,
): Partial<Record<Name, Native>> {
  const why = whyFlagsAreFrozen();
  if (why !== undefined) throw refused(why);
  try {
    compile('one');
  } catch (cause) {
    throw refused('this context does not allow code generation from strings', cause);
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const wasOn = isOn();
    if (!wasOn) setFlagsFromString('--allow-natives-syntax');
    let compiled: Partial<Record<Name, Native>> | undefined;
    try {
      compiled = compileAll(expressions);
    } finally {
      if (!wasOn) setFlagsFromString('--no-allow-natives-syntax');
    }
    if (compiled === undefined) continue;
    if (!wasOn && isOn()) {
      // Another thread is compiling, or V8 did not take the change back.
      setFlagsFromString('--no-allow-natives-syntax');
      if (isOn()) throw refused('V8 did not switch --allow-natives-syntax off again');
    }
    return compiled;
  }
  throw refused('V8 did not accept --allow-natives-syntax');
}

/** Undefined if the flag was not on the whole time. */
function compileAll<Name extends string>(
  expressions: Readonly<Record<Name, string>>,
): Partial<Record<Name, Native>> | undefined {
  const compiled: Partial<Record<Name, Native>> = {};
  for (const name of Object.keys(expressions) as Name[]) {
    try {
      compiled[name] = compile(expressions[name]);
    } catch {
      // This V8 has no such function, or it takes other arguments.
    }
  }
  return isOn() ? compiled : undefined;
}

function refused(why: string, cause?: unknown): Error {
  return new Error(`engineFacts is not available: ${why}`, { cause });
}
