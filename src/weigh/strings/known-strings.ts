/**
 * What the engine knows about strings: which of them are one heap object, and which are ropes. A rope is not read,
 * because reading it copies its characters for good; its parts are estimated from its length.
 */
import type { Layout } from '../../layout/layout.ts';
import { consBytes, SHORTEST_INDIRECT, stringBytes } from '../../layout/strings.ts';
import { StringForm } from '../../platform/engine-facts.ts';
import type { EngineFacts } from '../../platform/engine-facts.ts';
import { ceil, max } from '../../platform/math.ts';
import { nullPrototypeList, SafeMap } from '../../platform/safe-collections.ts';
import { isTwoByte, knowsWidth } from '../../platform/string-width.ts';
import { SizeEstimate } from '../size-estimate.ts';

/** Copies of one string, and ropes of one length, that are compared. */
const MOST_COPIES = 16;

/**
 * Mean characters of a part of a rope, of which those in programs have 3 (a line built word by word) to 60 (two parts):
 * it makes 7 bytes a character, in the middle of 2 to 16.
 */
const CHARACTERS_OF_PART = 8;

/** The same of a short rope, such as a key or a message: of 10 packages 8 have 2 to 5 bytes a character there. */
const CHARACTERS_OF_SHORT_PART = 16;
const SHORT_ROPE = 128;

/** The same of what may be a slice as well: 3 bytes a character. */
const CHARACTERS_OF_EITHER = 24;

/** Whether a string was met before as the same heap object. */
export const Met = { no: 0, yes: 1, unknown: 2 } as const;

/** The copies that were met last, which are the most likely to come again. */
class LatestCopies {
  readonly copies: string[] = nullPrototypeList();
  /** The next to be replaced, once there are {@link MOST_COPIES}. */
  #oldest = 0;

  replaceOldest(by: string): void {
    this.copies[this.#oldest] = by;
    this.#oldest = (this.#oldest + 1) % MOST_COPIES;
  }

  clear(): void {
    this.copies.length = this.#oldest = 0;
  }
}

/** The strings of one value, as the engine sees them. */
export class KnownStrings {
  #facts!: EngineFacts;
  /** Copies beyond the first of the same characters, by the number of the first; ropes by their length. */
  readonly #copies = new SafeMap<number, LatestCopies>();
  readonly #ropes = new SafeMap<number, LatestCopies>();
  /** One is kept after the walk, and its hidden class with it, to which optimised code refers weakly. */
  #kept: LatestCopies | undefined = undefined;
  /** Strings that refer to others: slices, and ropes that were read. */
  slices = 0;

  /** Prepares for the strings of one value. */
  begin(facts: EngineFacts): void {
    this.#facts = facts;
    this.slices = 0;
  }

  /** True if identity is known, so that equal strings that are one heap object count once, and others each. */
  get tellsSame(): boolean {
    return this.#facts.isSameString !== undefined;
  }

  /** True for a string that is one of V8's own if its characters are. */
  isInternalized(string: string): boolean {
    return this.#facts.isInternalized?.(string) ?? true;
  }

  /** Whether to leave a string unread: as a rope, or as what may be one. */
  formOf(string: string): StringForm {
    return string.length < SHORTEST_INDIRECT
      ? StringForm.flat
      : (this.#facts.stringFormOf?.(string) ?? StringForm.unknown);
  }

  /** Whether a string was met: `first` has the same characters and the number `entry`. */
  meetCopy(first: string, entry: number, string: string): 0 | 1 | 2 {
    if (this.#facts.isSameString!(first, string)) return Met.yes;
    if (this.#isThin(string))
      return this.#isThin(first) || this.isInternalized(first) ? Met.yes : this.#meetIn(this.#copies, entry, string);
    if (this.#isThin(first) && this.isInternalized(string)) return Met.yes;
    return this.#meetIn(this.#copies, entry, string);
  }

  /**
   * True for a string that V8 has replaced by an equal one of its string table when it became a property key: it refers
   * to that one until the next collection. Shorter ones than ropes and slices are nothing else if not in one piece.
   */
  #isThin(string: string): boolean {
    return string.length < SHORTEST_INDIRECT && (this.#facts.stringFormOf?.(string) ?? 0) > StringForm.flat;
  }

  /**
   * Whether a rope was met; it is not read. One of another form may be a string that V8 has replaced by one of its
   * string table, which may have been met.
   */
  meetRope(string: string, form: StringForm): 0 | 1 | 2 {
    if (!this.tellsSame) return Met.unknown;
    const met = this.#meetIn(this.#ropes, string.length, string);
    return met === Met.no && form !== StringForm.rope ? Met.unknown : met;
  }

  #meetIn(lists: SafeMap<number, LatestCopies>, key: number, string: string): 0 | 1 | 2 {
    const isSame = this.#facts.isSameString!;
    let latest = lists.get(key);
    if (latest === undefined) lists.set(key, (this.#kept = latest = new LatestCopies()));
    const { copies } = latest;
    for (let i = copies.length - 1; i >= 0; i--) if (isSame(copies[i], string)) return Met.yes;
    if (copies.length < MOST_COPIES) {
      copies[copies.length] = string;
      return Met.no;
    }
    latest.replaceOldest(string);
    return Met.unknown;
  }

  clear(): void {
    if (this.#kept === undefined) return;
    this.#kept.clear();
    if (this.#copies.size > 0) this.#copies.clear();
    if (this.#ropes.size > 0) this.#ropes.clear();
  }

  /** The bytes of a rope, or of what refers to another string, and what is certain of them. */
  indirectEstimate(layout: Layout, string: string, form: StringForm): SizeEstimate {
    const estimate = new SizeEstimate();
    const { length } = string;
    const own = consBytes(layout);
    const isWide = knowsWidth && isTwoByte(string);
    const mayBeWide = !knowsWidth || isWide;
    if (form === StringForm.indirect) {
      // A slice has a part of its parent, a rope that was read the flat copy.
      estimate.between(
        own,
        own + stringBytes(layout, length, isWide) - layout.stringHeader,
        own + stringBytes(layout, length, isWide),
      );
      return estimate;
    }
    const part = length < SHORT_ROPE ? CHARACTERS_OF_SHORT_PART : CHARACTERS_OF_PART;
    const parts = max(2, ceil(length / (form === StringForm.rope ? part : CHARACTERS_OF_EITHER)));
    const characters = stringBytes(layout, length, isWide) + (parts - 1) * layout.stringHeader;
    // The parts may be strings of the program's code. At most each character was appended by itself.
    const most = length * (own + (mayBeWide ? stringBytes(layout, 1, true) : 0));
    estimate.between(own, (parts - 1) * own + characters, max(most, own + stringBytes(layout, length, mayBeWide)));
    return estimate;
  }
}
