/**
 * Warnings of a measurement, for a program that gets only a number or nothing at all: on a diagnostics channel if that
 * has subscribers, otherwise as a process or console warning.
 */
import { builtinModule } from './builtin-module.ts';
import { SafeSet } from './safe-collections.ts';

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

/** Limits the warnings of a program that keeps making names. */
const MAX_WARNINGS = 200;

/** Warnings of one kind, once for each name. */
export class Warnings<Message extends { readonly message: string }> {
  readonly #channel: string;
  readonly #code: string;
  readonly #given = new SafeSet<string>();

  /** @param code of the process warning. */
  constructor(channel: string, code: string) {
    this.#channel = channel;
    this.#code = code;
  }

  /** Publishes a warning unless one was published for this name; `toMessage` makes it. */
  once(name: string, toMessage: () => Message): void {
    const given = this.#given;
    if (given.has(name) || given.size >= MAX_WARNINGS) return;
    given.add(name);
    publish(this.#channel, this.#code, toMessage());
  }
}

/** Never throws: the measurement must not depend on subscribers. */
function publish(channelName: string, code: string, message: { readonly message: string }): void {
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
