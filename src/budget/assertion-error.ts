/**
 * The error of a failed assertion: Node's own `AssertionError` if available, so that its test runner and mocha
 * recognise it; otherwise an error with the same fields. Node's module is looked up when an assertion fails, never
 * imported.
 */
import type { SizeReport } from '../report/size-report.ts';
import { builtinModule } from '../platform/builtin-module.ts';
import type { Verdict } from './verdict.ts';

/** The fields that Node's `AssertionError` and the one in this file share. */
export interface SizeAssertionError extends Error {
  /** Always `'ERR_ASSERTION'`. */
  readonly code: string;
  /** The measured bytes. */
  readonly actual: unknown;
  /** The expected bytes. */
  readonly expected: unknown;
  /** The name of the assertion. */
  readonly operator: string;
  readonly generatedMessage: boolean;
  /** The report on the value; not enumerable, because the message contains it. */
  readonly report: SizeReport | undefined;
}

/** The fields of an assertion's error. */
interface Failure {
  readonly message: string;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  /** The function above which the stack trace begins. */
  readonly stackStartFn: (...args: never[]) => unknown;
}

interface AssertModule {
  readonly AssertionError: new (failure: Failure) => SizeAssertionError;
}

/** Has the name and code of Node's `AssertionError`. */
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

/** Throws unless the check passed. */
export function assertPassed(verdict: Verdict, operator: string, stackStartFn: Failure['stackStartFn']): void {
  if (verdict.pass) return;
  throw toAssertionError(
    { message: verdict.message(), actual: verdict.actual, expected: verdict.expected, operator, stackStartFn },
    verdict.report,
  );
}
