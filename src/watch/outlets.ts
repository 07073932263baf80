/**
 * Where samples are published by default: Node's debug log, if NODE_DEBUG names it, and its diagnostics channel, if it
 * has subscribers.
 */
import { builtinModule } from '../platform/builtin-module.ts';

/** The debug log of one section; `enabled` follows NODE_DEBUG, wildcards included. */
interface DebugLog {
  (format: string, line: string): void;
  readonly enabled: boolean;
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/** The section of NODE_DEBUG. */
const SECTION = 'heapscale';

/** The name of the diagnostics channel. */
const CHANNEL = 'heapscale:sample';

let debugLog: DebugLog | undefined;
let channel: Channel | undefined;

/** Node's debug log, if it is on. Node reads NODE_DEBUG at startup. */
export function activeDebugLog(): DebugLog | undefined {
  debugLog ??= builtinModule<{ debuglog(section: string): DebugLog }>('node:util')?.debuglog(SECTION);
  return debugLog?.enabled === true ? debugLog : undefined;
}

/**
 * The diagnostics channel, if it has subscribers. A variable keeps it, because Node drops a channel without references.
 */
export function activeChannel(): Channel | undefined {
  channel ??= builtinModule<{ channel(name: string): Channel }>('node:diagnostics_channel')?.channel(CHANNEL);
  return channel?.hasSubscribers === true ? channel : undefined;
}
