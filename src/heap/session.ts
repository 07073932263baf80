/**
 * Node's inspector in the same thread, which answers before `post` returns. Node's module is obtained when it is needed and is
 * not imported, so that portable code may use what is built on this where the inspector exists.
 */
import { builtinModule } from '../platform/builtin-module.ts';

/** A session of `node:inspector`, as far as it is used. */
export interface InspectorSession {
  connect(): void;
  post(method: string, params: object, callback: (error: Error | null, result?: object) => void): void;
}

interface InspectorModule {
  readonly Session: new () => InspectorSession;
}

let shared: InspectorSession | undefined;

/**
 * The one session of this thread, connected when it is first asked for and never disconnected: the end of any session clears V8's
 * table of object ids and stops the heap tracking of every other session (`V8HeapProfilerAgentImpl::disable` in
 * src/inspector/v8-heap-profiler-agent-impl.cc, which does not look whose it is). It does not keep the process alive.
 *
 * @throws {Error} if there is no inspector, or it refuses the connection.
 */
export function inspectorSession(): InspectorSession {
  if (shared !== undefined) return shared;
  const module = builtinModule<InspectorModule>('node:inspector');
  if (module === undefined) throw new Error('this needs the inspector of Node, which this platform does not have');
  const session = new module.Session();
  session.connect();
  return (shared = session);
}

/**
 * Sends a command and returns its answer.
 *
 * @throws the error that the inspector answers with.
 */
export function postNow<Answer>(session: Pick<InspectorSession, 'post'>, method: string, params: object = {}): Answer {
  let answer: unknown;
  let failure: Error | null = null;
  session.post(method, params, (error, result) => {
    failure = error;
    answer = result;
  });
  if (failure !== null) throw failure as Error;
  return answer as Answer;
}
