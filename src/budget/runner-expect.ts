/**
 * The `expect` of a runner that puts none into the globals of a module: Jest with `injectGlobals: false`, and
 * `bun test`, which injects it into test files only.
 */
import { builtinModule } from '../platform/builtin-module.ts';

/** An `expect` that takes matchers. */
export interface Expect {
  readonly extend: (matchers: object) => void;
}

interface Runner {
  readonly expect?: unknown;
}

/** The `expect` of the running test; undefined outside a runner, and in Jest's ES modules without injected globals. */
export function runnerExpect(): Expect | undefined {
  const found = [globalThis as Runner, builtinModule<Runner>('bun:test'), ofJest()];
  for (const runner of found) if (takesMatchers(runner?.expect)) return runner.expect;
  return undefined;
}

/**
 * Jest gives each CommonJS module of a test the runner's own functions by this name, whether installed or not. A plain
 * `require` would put a helper of esbuild into what every bundle has.
 */
function ofJest(): Runner | undefined {
  try {
    return module.require('@jest/globals') as Runner;
  } catch {
    // No CommonJS, no such package, or the package itself, which fails outside Jest.
    return undefined;
  }
}

function takesMatchers(value: unknown): value is Expect {
  return typeof (value as Expect | undefined)?.extend === 'function';
}
