/** What V8 has noted of its objects: it records each move of those that have an id. */
import { Session } from 'node:inspector';

/** Asks V8, in this thread. */
export function post<Answer>(session: Session, method: string, params: object = {}): Answer {
  let answer: unknown;
  session.post(method, params, (error: Error | null, result?: object) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer as Answer;
}

/** Another session. */
export function connected(): Session {
  const session = new Session();
  session.connect();
  return session;
}

// One for the whole file: the end of any session clears the ids.
const session = connected();

/** The id that V8 has for the global object; 0 while it has ids for none. */
export function globalId(): number {
  const { result } = post<{ result: { objectId: string } }>(session, 'Runtime.evaluate', { expression: 'this' });
  return Number(
    post<{ heapSnapshotObjectId: string }>(session, 'HeapProfiler.getHeapObjectId', { objectId: result.objectId })
      .heapSnapshotObjectId,
  );
}

/** Makes V8 forget all ids. */
export function clear(): void {
  post(session, 'HeapProfiler.enable');
  post(session, 'HeapProfiler.disable');
}
