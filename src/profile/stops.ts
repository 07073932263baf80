/** Sets and removes the breakpoints through which a recorder is called at every point; `close` always removes them. */
import type { Inspector } from '../platform/inspector.ts';
import type { ScriptPlace } from '../platform/inspector-protocol.ts';
import type { Recorder, Stops } from './recorder.ts';
import type { VisitCoverage } from './visit-coverage.ts';

/** Breakpoints of two sessions at the same places. */
export class ConditionalStops implements Stops {
  readonly #sessions: readonly [Inspector, Inspector];
  readonly #ids: [first: string[], second: string[]] = [[], []];
  /** The unique name by which conditions reach the recorder. */
  readonly #key = `__heapscale_${Math.random().toString(36).slice(2)}__`;
  /**
   * The global objects in which the function and its conditions look up names: two if it belongs to another realm, as
   * in Jest.
   */
  readonly #realms: readonly object[];
  readonly #coverage: Pick<VisitCoverage, 'isExpected'>;

  constructor(
    sessions: readonly [Inspector, Inspector],
    fn: (...args: never[]) => unknown,
    coverage: Pick<VisitCoverage, 'isExpected'>,
  ) {
    this.#sessions = sessions;
    this.#realms = realmsOf(fn);
    this.#coverage = coverage;
  }

  isCounted(): boolean {
    return this.#coverage.isExpected;
  }

  set(places: readonly ScriptPlace[], recorder: Pick<Recorder, 'hit'>): void {
    const hit = (place: number): false => recorder.hit(place);
    for (const realm of this.#realms) Object.defineProperty(realm, this.#key, { value: hit, configurable: true });
    places.forEach((location, place) => {
      // V8 evaluates the conditions at one position in the order in which they were set.
      this.#sessions.forEach((session, which) => {
        this.#ids[which].push(
          session.post('Debugger.setBreakpoint', { location, condition: `${this.#key}(${place})` }).breakpointId,
        );
      });
    });
  }

  remove(place: number, which: 'second' | 'all'): void {
    this.#removeFrom(1, place);
    if (which === 'all') this.#removeFrom(0, place);
  }

  #removeFrom(which: 0 | 1, place: number): void {
    const breakpointId = this.#ids[which][place];
    if (breakpointId === '') return;
    this.#ids[which][place] = '';
    this.#sessions[which].post('Debugger.removeBreakpoint', { breakpointId });
  }

  /** Removes all remaining breakpoints; may be called again. */
  close(): void {
    for (const [place] of this.#ids[0].entries()) this.remove(place, 'all');
    for (const realm of this.#realms) Reflect.deleteProperty(realm, this.#key);
  }
}

/** This realm's global object, and the function's. */
function realmsOf(fn: (...args: never[]) => unknown): readonly object[] {
  let prototype: object | null = Object.getPrototypeOf(fn) as object | null;
  // An async function's prototype chain goes through Function.prototype to Object.prototype.
  for (
    let above = prototype;
    above !== null && typeof Object.getOwnPropertyDescriptor(above, 'call')?.value !== 'function';
    above = prototype
  ) {
    prototype = Object.getPrototypeOf(above) as object | null;
  }
  const realmFunction =
    prototype === null ? undefined : (Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown);
  if (typeof realmFunction !== 'function' || realmFunction === Function) return [globalThis];
  const theirs = (Reflect.construct(realmFunction, ['return globalThis']) as () => object)();
  return [globalThis, theirs];
}
