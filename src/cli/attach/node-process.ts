/**
 * What the system says of a process before it gets a signal. SIGUSR1 opens Node's inspector, and ends a program that
 * does not handle it: a process that is not Node, or not ready, must not get it.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { CommandError } from '../command.ts';

/** The bit of SIGUSR1 (10 on Linux) in a mask of signals. */
const DEBUG_SIGNAL = 1n << 9n;

/** State of a listening socket in Linux' table. */
const LISTENING = '0A';

/**
 * Checks that a process exists, may be signalled, and is Node.
 *
 * @returns its id as the process itself sees it, which differs in a container.
 * @throws {CommandError} if not.
 */
export function checkNodeProcess(pid: number): number {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    throw signalError(pid, cause);
  }
  const executable = executableOf(pid);
  if (executable !== undefined && !/node|electron/i.test(basename(executable)))
    throw new CommandError(
      `process ${pid} is ${basename(executable)}, not Node; if it has Node in it, open its inspector ` +
        `(kill -USR1 ${pid}, which ends other programs) and name it by host:port`,
    );
  const status = readIfAllowed(`/proc/${pid}/status`);
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(status ?? '')?.[1];
  if (caught !== undefined && (BigInt(`0x${caught}`) & DEBUG_SIGNAL) === 0n)
    throw new CommandError(
      `process ${pid} does not handle SIGUSR1, which would end it: it has just started, or runs with --disable-sigusr1`,
    );
  const ids = /^NSpid:\s*([\d\s]+)$/m.exec(status ?? '')?.[1];
  return Number(ids?.trim().split(/\s+/).at(-1) ?? pid);
}

/**
 * Asks a process to open its inspector.
 *
 * @throws {CommandError} if it is gone or belongs to somebody else.
 */
export function openInspector(pid: number): void {
  try {
    // Windows has no such signal: Node's own function starts a thread in the other process.
    if (process.platform === 'win32') (process as unknown as { _debugProcess(id: number): void })._debugProcess(pid);
    else process.kill(pid, 'SIGUSR1');
  } catch (cause) {
    throw signalError(pid, cause);
  }
}

/** The TCP ports on which a process listens; undefined where the system does not say it. */
export function listeningPorts(pid: number): readonly number[] | undefined {
  let sockets: Set<string>;
  try {
    sockets = new Set(
      readdirSync(`/proc/${pid}/fd`).map(
        (fd) => linkOf(`/proc/${pid}/fd/${fd}`)?.match(/^socket:\[(\d+)\]$/)?.[1] ?? '',
      ),
    );
  } catch {
    return undefined;
  }
  const tables = [readIfAllowed(`/proc/${pid}/net/tcp`), readIfAllowed(`/proc/${pid}/net/tcp6`)];
  if (tables.every((table) => table === undefined)) return undefined;
  const ports = new Set<number>();
  for (const line of tables.join('\n').split('\n')) {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    if (state === LISTENING && sockets.has(inode)) ports.add(Number.parseInt(local.split(':')[1], 16));
  }
  return [...ports];
}

/** The program of a process; undefined if the system does not say it. */
function executableOf(pid: number): string | undefined {
  const link = linkOf(`/proc/${pid}/exe`);
  if (link !== undefined) return link.replace(/ \(deleted\)$/, '');
  if (process.platform === 'linux' || process.platform === 'win32') return undefined;
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function readIfAllowed(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function signalError(pid: number, cause: unknown): CommandError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ESRCH') return new CommandError(`process ${pid}: no such process`, { cause });
  if (code === 'EPERM')
    return new CommandError(`process ${pid}: permission denied: it belongs to another user`, { cause });
  return new CommandError(`process ${pid} cannot be signalled: ${message}`, { cause });
}
