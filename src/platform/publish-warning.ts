/**
 * Warnings of a measurement, for a program that gets only a number or nothing at all: on a diagnostics channel if that
 * has subscribers, otherwise as a process or console warning.
 */
import { builtinModule } from './builtin-module.ts';

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: object): void;
}
interface ChannelModule {
  channel(name: string): Channel;
}
interface Host {
  readonly process?: { readonly emitWarning?: (message: string, options: object) => void };
  readonly console?: { readonly warn?: (message: string) => void };
}

/** Never throws: the measurement must not depend on subscribers. */
export function publishWarning(channelName: string, code: string, message: { readonly message: string }): void {
  const { process, console } = globalThis as Host;
  try {
    const channel = builtinModule<ChannelModule>('node:diagnostics_channel')?.channel(channelName);
    if (channel?.hasSubscribers === true) channel.publish(message);
    else if (process?.emitWarning !== undefined)
      process.emitWarning(message.message, { type: 'HeapscaleWarning', code });
    else console?.warn?.(message.message);
  } catch {
    // The warning could not be delivered.
  }
}
