/**
 * Matchers that ask V8, on an engine that is not V8. Bun's runner reports a rejected matcher as "returned a promise
 * that rejected", without the reason; what a matcher throws it prints.
 */
import { requireV8 } from '../platform/engine.ts';

/**
 * Runs the asynchronous part of a matcher.
 *
 * @throws {Error} (not as a rejection) on an engine that is not V8.
 */
export function askV8<Result>(run: () => Promise<Result>): Promise<Result> {
  requireV8('this matcher');
  return run();
}
