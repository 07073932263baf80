/** Reads the lines of a stream of any length: keeps all while they are few, then a uniform random sample. */
import { constants } from 'node:buffer';
import { NEWLINE } from '../platform/char-codes.ts';
import { formatBytes } from '../report/bytes.ts';
import { randomFrom } from '../measure/sampling/random.ts';
import { CommandError } from './command.ts';

/** One non-blank line. */
export interface Line {
  /** Line number from 1, including blank lines. */
  readonly number: number;
  readonly bytes: Buffer;
}

/** The result of reading a stream. */
export interface Lines {
  /** Number of non-blank lines. */
  readonly count: number;
  /** Total bytes of the stream. */
  readonly bytes: number;
  /** The kept lines, in file order. */
  readonly kept: readonly Line[];
}

/** How many lines to keep. */
export interface KeepOptions {
  /** All lines are kept while they have at most this many bytes, or are fewer than `sample`. */
  readonly wholeUpTo: number;
  /** The number kept beyond that; fewer if lines are very long. */
  readonly sample: number;
  readonly seed: number;
  readonly onRead: (bytes: number) => void;
  /** Called for every non-blank line, kept or not; may throw. */
  readonly check?: ((bytes: Buffer, number: number) => void) | undefined;
}

/** Upper limit of the bytes of the sampled lines: fewer lines are kept if they are longer than usual. */
export const MAX_SAMPLED_BYTES = 16 * 2 ** 20;

/** Reads a stream to its end. */
export async function readLines(name: string, stream: AsyncIterable<Buffer>, options: KeepOptions): Promise<Lines> {
  const reservoir = new LineReservoir(options);
  // The start of a line that continues in the next chunk.
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
      if (begunBytes > constants.MAX_STRING_LENGTH) throw lineTooLong(name, number);
    }
    bytes += chunk.length;
    options.onRead(bytes);
  }
  if (begunBytes > 0) reservoir.meet(Buffer.concat(begun), number);
  return { count: reservoir.count, bytes, kept: reservoir.take() };
}

/** The error for a line that is too long for a string. */
export function lineTooLong(name: string, number: number): CommandError {
  return new CommandError(
    `${name}:${number}: the line exceeds V8's maximum string length ` +
      `(${formatBytes(constants.MAX_STRING_LENGTH)}): is it one record per line?`,
  );
}

/** Keeps all lines, or a reservoir of them. */
class LineReservoir {
  count = 0;
  readonly #options: KeepOptions;
  readonly #random: () => number;
  #kept: Line[] = [];
  #bytes = 0;
  /** The reservoir's capacity; infinite while all lines are kept. */
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
      if (this.#bytes > wholeUpTo && (this.#kept.length >= sample || this.#bytes > MAX_SAMPLED_BYTES))
        this.#shrinkTo(sample);
      return;
    }
    // Reservoir sampling: the n-th line is taken with probability room / n and replaces a random one.
    const place = Math.floor(this.#random() * this.count);
    if (place >= this.#room) return;
    this.#bytes += bytes.length - this.#kept[place].bytes.length;
    this.#kept[place] = copyOf({ number, bytes });
    if (this.#bytes > MAX_SAMPLED_BYTES) this.#shrinkTo(this.#room >> 1);
  }

  /** A random subset of a random sample is a random sample. */
  #shrinkTo(room: number): void {
    const kept = this.#kept;
    // At least two: one has no variance.
    const length = Math.min(kept.length, Math.max(2, room));
    for (let i = 0; i < length; i++) {
      const from = i + Math.floor(this.#random() * (kept.length - i));
      [kept[i], kept[from]] = [kept[from], kept[i]];
    }
    this.#kept = kept.slice(0, length).map(copyOf);
    this.#room = length;
    this.#bytes = this.#kept.reduce((sum, line) => sum + line.bytes.length, 0);
    if (this.#bytes > MAX_SAMPLED_BYTES && length > 2) this.#shrinkTo(length >> 1);
  }

  take(): Line[] {
    return this.#kept.sort((a, b) => a.number - b.number);
  }
}

/** Copies a line, so that it does not keep its chunk alive. */
function copyOf({ number, bytes }: Line): Line {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return { number, bytes: own };
}

function isBlank(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 0x20) return false;
  return true;
}
