/**
 * Finds the inspector of a process, and leaves the process as it was: an inspector that was opened for this is closed
 * again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../command.ts';
import { checkNodeProcess, listeningPorts, openInspector } from './node-process.ts';
import { PATIENCE, RemoteInspector } from './remote-inspector.ts';

/** What became of the inspector. */
export type InspectorEnd = 'closed again' | 'left open' | 'open as before';

/** A process that is being looked into. */
export interface Target {
  readonly inspector: RemoteInspector;
  /** Its id as it sees it itself; undefined if it has none. */
  readonly pid: number | undefined;
  /** `process 1234 (Node v24.1.0)`. */
  readonly title: string;
  /** Disconnects, and closes the inspector if it was opened for this. Never throws. */
  release(): Promise<InspectorEnd>;
}

/** Node's port for the inspector, and how many after it are tried where the system does not say who listens. */
const FIRST_PORT = 9229;
const PORTS = Array.from({ length: 10 }, (_, i) => FIRST_PORT + i);

/** Milliseconds in which a process opens its inspector. */
const OPENING = 5_000;

/**
 * Closes the inspector once the connection has no command left. `require` is part of the inspector's command line, in
 * modules of either kind.
 */
const CLOSE = "require('timers').setImmediate(require('inspector').close), true";

/**
 * Connects to a process.
 *
 * @param where the id of a process, whose inspector is opened if need be, or host:port of an open one.
 * @throws {CommandError} if there is no such process or inspector.
 */
export async function attachTo(where: string): Promise<Target> {
  if (/^\d+$/.test(where)) return attachToProcess(Number(where));
  const address = /^(\[[^\]]+\]|[^:/[\]]+):(\d{1,5})$/.exec(where);
  if (address === null)
    throw new CommandError(`attach takes the id of a process, or host:port of an open inspector; got '${where}'`);
  const url = await inspectorAt(address[1], Number(address[2]));
  if (url === undefined) throw new CommandError(`${where}: no inspector of Node listens there`);
  return targetOf(await RemoteInspector.connect(url, where), where, false);
}

async function attachToProcess(pid: number): Promise<Target> {
  const name = `process ${pid}`;
  const ownPid = checkNodeProcess(pid);
  const strangers = new Set<string>();
  const before = listeningPorts(pid);
  const open = await connectTo(
    name,
    ownPid,
    before === undefined ? PORTS : PORTS.filter((port) => before.includes(port)),
    strangers,
  );
  if (open !== undefined) return targetOf(open, name, false);
  openInspector(pid);
  for (const end = performance.now() + OPENING; performance.now() < end; await sleep(50)) {
    const ports = listeningPorts(pid);
    // What listened before is not an inspector, unless it is one of its usual ports.
    const candidates = ports?.filter((port) => PORTS.includes(port) || before?.includes(port) !== true) ?? PORTS;
    const inspector = await connectTo(name, ownPid, candidates, strangers);
    if (inspector !== undefined) return targetOf(inspector, name, true);
  }
  throw new CommandError(
    `${name} did not open its inspector in ${OPENING / 1000} s: its port is in use, it is stuck, or the program ` +
      'handles SIGUSR1 itself; what it wrote to its standard error says more',
  );
}

/** The inspector of exactly this process; `strangers` are those of others, which are asked once. */
async function connectTo(
  name: string,
  pid: number,
  ports: readonly number[],
  strangers: Set<string>,
): Promise<RemoteInspector | undefined> {
  for (const port of ports) {
    const url = await inspectorAt('127.0.0.1', port);
    if (url === undefined || strangers.has(url)) continue;
    const inspector = await RemoteInspector.connect(url, name);
    // A stranger that is stuck does not answer: that says nothing of the process that is looked for.
    const found = await inspector.evaluate('process.pid').catch(() => undefined);
    if (found === pid) return inspector;
    inspector.close();
    strangers.add(url);
  }
  return undefined;
}

/** The address of Node's inspector at a port; undefined if there is none. */
async function inspectorAt(host: string, port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://${host}:${port}/json/list`, { signal: AbortSignal.timeout(PATIENCE / 5) });
    const list = (await response.json()) as readonly {
      readonly type?: string;
      readonly webSocketDebuggerUrl?: string;
    }[];
    return list.find(({ type }) => type === 'node')?.webSocketDebuggerUrl;
  } catch {
    // Nobody listens, or it is something else.
    return undefined;
  }
}

async function targetOf(inspector: RemoteInspector, name: string, isOpenedHere: boolean): Promise<Target> {
  // Between two requests a Worker has no context in which an expression could be evaluated.
  const pid = await inspector.evaluate('process.pid').catch(() => undefined);
  const version = await inspector.evaluate('process.version').catch(() => undefined);
  return {
    inspector,
    pid: typeof pid === 'number' ? pid : undefined,
    title: `${name}${typeof version === 'string' ? ` (Node ${version})` : ''}`,
    async release() {
      if (!isOpenedHere) {
        inspector.close();
        return 'open as before';
      }
      try {
        await inspector.evaluate(CLOSE, { includeCommandLineAPI: true });
        // Node ends all connections when it closes the inspector.
        const isClosed = await Promise.race([inspector.ended.then(() => true), sleep(PATIENCE / 2, false)]);
        inspector.close();
        return isClosed ? 'closed again' : 'left open';
      } catch {
        inspector.close();
        return 'left open';
      }
    },
  };
}
