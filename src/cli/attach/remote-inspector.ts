/**
 * The inspector of another process, by a WebSocket: commands with their answers, events, time limits, and a target that
 * ends in the middle.
 */
import type { Answers } from '../../platform/inspector-protocol.ts';
import { CommandError } from '../command.ts';

/** Events that are used, with their parameters. */
interface Events {
  'NodeRuntime.waitingForDisconnect': object;
  'HeapProfiler.addHeapSnapshotChunk': { readonly chunk: string };
}

/** A message of the inspector: the answer to a command, or an event. */
interface Message {
  readonly id?: number;
  readonly result?: object;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: object;
}

interface Pending {
  resolve(answer: object): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout | undefined;
}

/** Milliseconds in which a connection is made and an ordinary command answered. */
export const PATIENCE = 10_000;

/** Node's WebSocket takes headers. */
type SocketWithHeaders = new (
  url: string,
  options: { readonly headers: Readonly<Record<string, string>> },
) => WebSocket;

/**
 * The proxy that `wrangler dev` has in front of its inspector accepts connections of its own page and of this machine
 * only, by this header, which other inspectors do not look at.
 */
const FROM_HERE = { headers: { origin: 'http://localhost' } };

/**
 * Checks that this Node has a WebSocket.
 *
 * @throws {CommandError} if it has none.
 */
export function requireWebSocket(): void {
  if (typeof globalThis.WebSocket === 'undefined')
    throw new CommandError(
      `attach needs the WebSocket of Node 22 or later, and this is Node ${process.version}: use a newer one, or set ` +
        'NODE_OPTIONS=--experimental-websocket (the process that is looked into may be of any version)',
    );
}

/** One connection. */
export class RemoteInspector {
  /** Resolves when the connection has ended, whoever ended it. */
  readonly ended: Promise<void>;
  readonly #socket: WebSocket;
  readonly #name: string;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, (params: never) => void>();
  #lastId = 0;
  #isLost = false;

  private constructor(socket: WebSocket, name: string) {
    this.#socket = socket;
    this.#name = name;
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data)) as Message));
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.#lose();
        resolve();
      };
      socket.addEventListener('close', end);
      socket.addEventListener('error', end);
    });
  }

  /**
   * Connects.
   *
   * @param name the target's name in errors, such as `process 1234`.
   * @throws {CommandError} if the inspector does not accept the connection.
   */
  static async connect(url: string, name: string): Promise<RemoteInspector> {
    const socket = new (WebSocket as unknown as SocketWithHeaders)(url, FROM_HERE);
    const inspector = new RemoteInspector(socket, name);
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const refuse = (): void => reject(new CommandError(`${name}: its inspector refused the connection`));
        timer = setTimeout(refuse, PATIENCE);
        socket.addEventListener('open', () => resolve());
        void inspector.ended.then(refuse);
      });
    } catch (error) {
      socket.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    // A process that exits would wait until the last connection has ended.
    inspector.on('NodeRuntime.waitingForDisconnect', () => inspector.close());
    await inspector.post('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true }).catch(() => {});
    return inspector;
  }

  /**
   * Sends a command; commands are carried out in the order in which they were sent.
   *
   * @param patience milliseconds to wait; `Infinity` for a command that may take any time.
   * @throws {CommandError} (as a rejection) if the inspector responds with an error or not at all, or the connection is
   * lost.
   */
  post<Command extends keyof Answers>(
    command: Command,
    params: object = {},
    patience = PATIENCE,
  ): Promise<Answers[Command]> {
    return new Promise((resolve, reject) => {
      if (this.#isLost) return reject(this.#lostError());
      const id = ++this.#lastId;
      const expire = (): void => {
        this.#pending.delete(id);
        reject(new CommandError(`${this.#name} does not answer: nothing came back in ${patience / 1000} s`));
      };
      const timer = patience === Infinity ? undefined : setTimeout(expire, patience);
      this.#pending.set(id, { resolve: (answer) => resolve(answer as Answers[Command]), reject, timer });
      this.#socket.send(JSON.stringify({ id, method: command, params }));
    });
  }

  /** Evaluates an expression to a primitive value; undefined if it throws or has another value. */
  async evaluate(expression: string, more: object = {}): Promise<unknown> {
    const { result } = await this.post('Runtime.evaluate', { expression, silent: true, ...more });
    return result.value;
  }

  /** Calls a function at each event of one kind, or no more if there is none. */
  on<Event extends keyof Events>(event: Event, listener: ((params: Events[Event]) => void) | undefined): void {
    if (listener === undefined) this.#listeners.delete(event);
    else this.#listeners.set(event, listener);
  }

  /** Ends the connection. */
  close(): void {
    this.#lose();
    this.#socket.close();
  }

  #take({ id, result, error, method, params }: Message): void {
    if (id === undefined) {
      if (method !== undefined) this.#listeners.get(method)?.(params as never);
      return;
    }
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (error === undefined) pending.resolve(result ?? {});
    else pending.reject(new CommandError(`${this.#name}: its inspector refuses: ${error.message}`));
  }

  #lose(): void {
    this.#isLost = true;
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(this.#lostError());
    }
    this.#pending.clear();
  }

  #lostError(): CommandError {
    return new CommandError(`${this.#name}: the connection was lost: the process ended, or its inspector was closed`);
  }
}
