/**
 * Repeated strings, by how often they come: those that a value has very often are constants of the code, such as the
 * kind of a node, and one heap object; those that it has a few times were mostly read or computed, and V8 keeps each.
 */

/** A string that a value has more often than this is a constant. */
const FEW = 7;

/** Shorter strings are constants, or V8 has them already. */
const SHORTEST_COMPUTED = 4;

/** How many strings have a counter at first. */
const FIRST_ROOM = 64;

/** Bytes of repeats. */
export class Repeats {
  /** Of strings that count once: those with few repeats, and those with many. */
  few = 0;
  many = 0;
  /** Of strings that count each. */
  long = 0;
  /** By a string's number, its repeats, up to {@link FEW} and one more. */
  #counts = new Uint8Array(FIRST_ROOM);
  /** Counters, since the getter `length` can be patched, as the methods of typed arrays can. */
  #room = FIRST_ROOM;
  #last = -1;

  /** Adds one more occurrence of a string that counts once; `number` is its number in the table. */
  addOnce(number: number, bytes: number, length: number): void {
    if (length < SHORTEST_COMPUTED) {
      this.many += bytes;
      return;
    }
    if (number >= this.#room) this.#grow(2 * number);
    const counts = this.#counts;
    const before = counts[number];
    if (before > FEW) {
      this.many += bytes;
      return;
    }
    if (number > this.#last) this.#last = number;
    counts[number] = before + 1;
    if (before < FEW) {
      this.few += bytes;
    } else {
      this.few -= FEW * bytes;
      this.many += (FEW + 1) * bytes;
    }
  }

  #grow(room: number): void {
    const before = this.#counts;
    const counts = new Uint8Array(room);
    for (let i = 0; i <= this.#last; i++) counts[i] = before[i];
    this.#counts = counts;
    this.#room = room;
  }

  /** Forgets which strings were repeated, and keeps the sums. */
  forget(): void {
    if (this.#last < 0) return;
    for (let i = 0; i <= this.#last; i++) this.#counts[i] = 0;
    this.#last = -1;
  }

  /** Removes everything. */
  clear(): void {
    this.forget();
    this.few = this.many = this.long = 0;
  }
}
