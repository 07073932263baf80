/** V8's inspector in the same thread: commands that are answered before the call returns, and their types as far as they are used. */
import { Session } from 'node:inspector';
import { postNow } from './session.ts';

/** A place in a script; lines and columns begin at 0. */
export interface ScriptPlace {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** A value of the protocol, as far as it is read here. */
interface RemoteValue {
  readonly objectId?: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
}

/** What precise coverage tells of one function; offsets are characters of the script, inner ranges follow the outer ones. */
export interface FunctionCoverage {
  readonly functionName: string;
  readonly isBlockCoverage: boolean;
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

interface Coverage {
  readonly result: readonly { readonly scriptId: string; readonly functions: readonly FunctionCoverage[] }[];
}

/** Commands with their answers. */
interface Answers {
  'Debugger.enable': object;
  'Debugger.disable': object;
  'Debugger.getPossibleBreakpoints': { readonly locations: readonly ScriptPlace[] };
  'Debugger.getScriptSource': { readonly scriptSource: string };
  'Debugger.removeBreakpoint': object;
  'Debugger.setBreakpoint': { readonly breakpointId: string };
  'Profiler.disable': object;
  'Profiler.enable': object;
  'Profiler.startPreciseCoverage': object;
  'Profiler.stopPreciseCoverage': object;
  'Profiler.getBestEffortCoverage': Coverage;
  'Profiler.takePreciseCoverage': Coverage;
  'Runtime.evaluate': { readonly result: RemoteValue };
  'Runtime.getProperties': {
    readonly internalProperties?: readonly { readonly name: string; readonly value?: RemoteValue }[];
  };
  'Runtime.releaseObjectGroup': object;
}

/** One session of the inspector in this thread. */
export class Inspector {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
  }

  /**
   * Sends a command and returns its answer.
   *
   * @throws what the inspector answers as an error.
   */
  post<Command extends keyof Answers>(command: Command, params: object = {}): Answers[Command] {
    return postNow<Answers[Command]>(this.#session, command, params);
  }

  /** Switches the debugger on, and gives the address of every script that the program has, by script id. */
  enableDebugger(): ReadonlyMap<string, string> {
    const urls = new Map<string, string>();
    const note = ({ params }: { readonly params: { readonly scriptId: string; readonly url: string } }): void =>
      void urls.set(params.scriptId, params.url);
    this.#session.on('Debugger.scriptParsed', note);
    // Scripts that conditions are compiled to are not kept.
    this.post('Debugger.enable', { maxScriptsCacheSize: 0 });
    this.#session.removeListener('Debugger.scriptParsed', note);
    return urls;
  }

  /** Ends the session; V8 forgets its breakpoints with it. */
  close(): void {
    this.#session.disconnect();
  }
}
