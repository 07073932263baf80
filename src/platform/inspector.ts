/**
 * V8's inspector in the same thread, where a command is answered before the call returns. There is one session for each
 * thread (and a second one for the profile), connected when it is first needed and never disconnected: the end of any
 * session clears V8's table of object ids and stops the heap tracking of every other session
 * (`V8HeapProfilerAgentImpl::disable` in src/inspector/v8-heap-profiler-agent-impl.cc does not check which session owns
 * them). A session does not keep the process alive.
 *
 * Node's module is loaded on demand and not imported, so that portable code can use the inspector where there is one.
 */
import { builtinModule } from './builtin-module.ts';
import { requireV8 } from './engine.ts';
import type { Answers, Events } from './inspector-protocol.ts';
import { SafeMap } from './safe-collections.ts';

/** The module through which the inspector reaches the program's objects. */
export const INSPECTOR_MODULE = 'node:inspector';

/** The part of `node:inspector` that is used. */
interface Session {
  connect(): void;
  post(method: string, params: object, callback: (error: Error | null, result?: object) => void): void;
  on(event: string, listener: (message: never) => void): void;
  removeListener(event: string, listener: (message: never) => void): void;
}
interface InspectorModule {
  readonly Session: new () => Session;
}

/** One session. */
export class Inspector {
  readonly #session: Session;
  /** Calls of `enableDebugger` without a matching `disableDebugger`. */
  #debuggers = 0;
  #urls: ReadonlyMap<string, string> = new SafeMap<string, string>();

  private constructor(session: Session) {
    this.#session = session;
    try {
      session.connect();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_ACCESS_DENIED') throw error;
      // Node's own message does not name the inspector, and before Node 24 there is no such option.
      throw new Error('the inspector is denied without --allow-inspector');
    }
  }

  static readonly #sessions: Inspector[] = [];

  /**
   * A session of this thread.
   *
   * @param number 1 for the second session: V8 accepts one breakpoint at one place in each session.
   * @throws {Error} if no inspector is available, or it refuses the connection.
   */
  static session(number: 0 | 1 = 0): Inspector {
    const known = Inspector.#sessions[number];
    if (known !== undefined) return known;
    requireV8('the inspector');
    const module = builtinModule<InspectorModule>(INSPECTOR_MODULE);
    if (module === undefined) throw new Error('no inspector is available: it is part of Node');
    return (Inspector.#sessions[number] = new Inspector(new module.Session()));
  }

  /**
   * Sends a command and returns its result.
   *
   * @throws {Error} the error that the inspector responds with, or one if it does not respond before the call returns,
   * as in Deno.
   */
  post<Command extends keyof Answers>(command: Command, params: object = {}): Answers[Command] {
    let answer: object | undefined;
    let failure: Error | null | undefined;
    this.#session.post(command, params, (error, result) => {
      failure = error;
      answer = result;
    });
    if (failure === undefined)
      throw new Error('this platform has no synchronous inspector, which this needs: run it in Node');
    if (failure !== null) throw failure as Error;
    return answer as Answers[Command];
  }

  /** Sends a command that V8 may execute once the current task has ended, and waits for that. */
  postLater(command: keyof Answers): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#session.post(command, {}, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  /** Listens to an event; the returned function ends that. */
  on<Event extends keyof Events>(event: Event, listener: (params: Events[Event]) => void): () => void {
    const receive = ({ params }: { readonly params: Events[Event] }): void => listener(params);
    this.#session.on(event, receive);
    return () => this.#session.removeListener(event, receive);
  }

  /** Enables the debugger until a matching `disableDebugger`, and returns the URL of each script by its id. */
  enableDebugger(): ReadonlyMap<string, string> {
    if (this.#debuggers++ > 0) return this.#urls;
    const urls = new SafeMap<string, string>();
    const stop = this.on('Debugger.scriptParsed', ({ scriptId, url }) => void urls.set(scriptId, url));
    // Scripts compiled from conditions are not kept.
    this.post('Debugger.enable', { maxScriptsCacheSize: 0 });
    stop();
    return (this.#urls = urls);
  }

  /** Disables the debugger unless other callers still use it; V8 removes its breakpoints. */
  disableDebugger(): void {
    if (this.#debuggers > 0 && --this.#debuggers === 0) this.post('Debugger.disable');
  }
}
