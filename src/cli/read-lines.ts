/**
 * The lines of a stream of any length: all of them while they are few, then a random sample in which each is equally
 * likely.
 */
import { constants } from 'node:buffer';
import { NEWLINE } from '../platform/char-codes.ts';
import { formatBytes } from '../report/bytes.ts';
import { randomFrom } from '../measure/sampling/random.ts';
import { CommandError } from './command.ts';

/** One line that is not blank. */
export interface Line {
  /** From 1 on, blank lines counted. */
  readonly number: number;
  readonly bytes: Buffer;
}

/** What was read. */
export interface Lines {
  /** Lines that are not blank. */
  readonly count: number;
  /** All bytes of the stream. */
  readonly bytes: number;
  /** Those that were kept, in the order of the file. */
  readonly kept: readonly Line[];
}

/** How many lines are kept. */
export interface KeepOptions {
  /** All lines are kept while they have no more bytes than this, or are fewer than `sample`. */
  readonly wholeUpTo: number;
  /** So many of them afterwards, as long as they are not very long. */
  readonly sample: number;
  readonly seed: number;
  readonly onRead: (bytes: number) => void;
  /** Called for every line that is not blank, those that are not kept as well; may throw. */
  readonly check?: ((bytes: Buffer, number: number) => void) | undefined;
}

/** The chosen lines never have more bytes than this: of lines longer than usual fewer are kept. */
const MOST_SAMPLED_BYTES = 16 * 2 ** 20;

/** Reads a stream to its end. */
export async function readLines(name: string, stream: AsyncIterable<Buffer>, options: KeepOptions): Promise<Lines> {
  const reservoir = new LineReservoir(options);
  // A line that continues in the next chunk.
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let number = 1;
  let bytes = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      const part = chunk.subarray(from, to);
      reservoir.meet(begunBytes === 0 ? part : Buffer.concat([...begun, part]), number++);
      if (begunBytes > 0) begun = [];
      begunBytes = 0;
      from = to + 1;
    }
    if (from < chunk.length) {
      begun.push(chunk.subarray(from));
      begunBytes += chunk.length - from;
      if (begunBytes > constants.MAX_STRING_LENGTH)
        throw new CommandError(
          `${name}:${number}: the line exceeds the longest string of V8 (${formatBytes(constants.MAX_STRING_LENGTH)}): is it one record per line?`,
        );
    }
    bytes += chunk.length;
    options.onRead(bytes);
  }
  if (begunBytes > 0) reservoir.meet(Buffer.concat(begun), number);
  return { count: reservoir.count, bytes, kept: reservoir.take() };
}

/** Keeps lines: all, or a reservoir. */
class LineReservoir {
  count = 0;
  readonly #options: KeepOptions;
  readonly #random: () => number;
  #kept: Line[] = [];
  #bytes = 0;
  /** How many lines the reservoir has; infinite while all are kept. */
  #room = Infinity;

  constructor(options: KeepOptions) {
    this.#options = options;
    this.#random = randomFrom(options.seed);
  }

  meet(bytes: Buffer, number: number): void {
    if (isBlank(bytes)) return;
    this.#options.check?.(bytes, number);
    this.count++;
    if (this.#room === Infinity) {
      this.#kept.push({ number, bytes });
      this.#bytes += bytes.length;
      const { wholeUpTo, sample } = this.#options;
      if (this.#bytes > wholeUpTo && (this.#kept.length >= sample || this.#bytes > MOST_SAMPLED_BYTES))
        this.#shrinkTo(sample);
      return;
    }
    // Reservoir sampling: the n-th line comes in with the chance of room / n, in the place of any other.
    const place = Math.floor(this.#random() * this.count);
    if (place >= this.#room) return;
    this.#bytes += bytes.length - this.#kept[place].bytes.length;
    this.#kept[place] = copyOf({ number, bytes });
    if (this.#bytes > MOST_SAMPLED_BYTES) this.#shrinkTo(this.#room >> 1);
  }

  /** A random part of a random sample is a random sample. */
  #shrinkTo(room: number): void {
    const kept = this.#kept;
    // Two at least: one has no variance.
    const length = Math.min(kept.length, Math.max(2, room));
    for (let i = 0; i < length; i++) {
      const from = i + Math.floor(this.#random() * (kept.length - i));
      [kept[i], kept[from]] = [kept[from], kept[i]];
    }
    this.#kept = kept.slice(0, length).map(copyOf);
    this.#room = length;
    this.#bytes = this.#kept.reduce((sum, line) => sum + line.bytes.length, 0);
    if (this.#bytes > MOST_SAMPLED_BYTES && length > 2) this.#shrinkTo(length >> 1);
  }

  take(): Line[] {
    return this.#kept.sort((a, b) => a.number - b.number);
  }
}

/** A line of its own, which does not keep the chunk that it came in. */
function copyOf({ number, bytes }: Line): Line {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return { number, bytes: own };
}

function isBlank(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 0x20) return false;
  return true;
}
