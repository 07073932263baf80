/**
 * The error of a failed assertion: Node's own `AssertionError` where there is one, so that its test runner and mocha
 * show it as theirs; elsewhere one with the same fields. Node's module is asked for when an assertion fails, and never
 * imported.
 */
import type { SizeReport } from '../report/size-report.ts';
import { builtinModule } from '../platform/builtin-module.ts';
import type { Verdict } from './verdict.ts';

/** What Node's `AssertionError` and this file's have in common. */
export interface SizeAssertionError extends Error {
  /** `'ERR_ASSERTION'`. */
  readonly code: string;
  /** Bytes that were found. */
  readonly actual: unknown;
  /** Bytes that were asked for. */
  readonly expected: unknown;
  /** The name of the assertion. */
  readonly operator: string;
  readonly generatedMessage: boolean;
  /** What was weighed, by type; not enumerable, since the message has it already. */
  readonly report: SizeReport | undefined;
}

/** The fields of an assertion's error. */
interface Failure {
  readonly message: string;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  /** The function at which the stack begins to be of interest. */
  readonly stackStartFn: (...args: never[]) => unknown;
}

interface AssertModule {
  readonly AssertionError: new (failure: Failure) => SizeAssertionError;
}

/** The name `AssertionError` is Node's; what is made here says so by name and code. */
class PortableAssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage = false;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;

  constructor({ message, actual, expected, operator, stackStartFn }: Failure) {
    super(message);
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    (Error as { captureStackTrace?: (on: object, from: unknown) => void }).captureStackTrace?.(this, stackStartFn);
  }
}

/** Makes the error of a failed assertion. */
export function toAssertionError(failure: Failure, report: SizeReport | undefined): SizeAssertionError {
  const Native = builtinModule<AssertModule>('node:assert')?.AssertionError;
  const error = Native === undefined ? new PortableAssertionError(failure) : new Native(failure);
  Object.defineProperty(error, 'report', { value: report, enumerable: false, configurable: true, writable: true });
  return error as SizeAssertionError;
}

/** Throws unless the verdict is that the check has passed. */
export function assertPassed(verdict: Verdict, operator: string, stackStartFn: Failure['stackStartFn']): void {
  if (verdict.pass) return;
  throw toAssertionError(
    { message: verdict.message(), actual: verdict.actual, expected: verdict.expected, operator, stackStartFn },
    verdict.report,
  );
}
