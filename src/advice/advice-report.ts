/** What advise answers: findings with what each would save, for people and for machines. */
import { formatBytes } from '../report/bytes.ts';
import { formatCount, formatShare, printable } from '../report/table.ts';

/** What can be found. */
export type FindingKind =
  | 'repeated strings'
  | 'dictionary'
  | 'number array'
  | 'sparse array'
  | 'empty fields'
  | 'tiny collection'
  | 'records by column'
  | 'slice of a large buffer'
  | 'common prefixes'
  | 'empty container';

/** One thing that could be smaller. */
export interface Finding {
  /** What was found. */
  readonly kind: FindingKind;
  /** Where, read like code; `[*]` stands for all elements, and the same step again in objects of the same class for every depth. */
  readonly path: string;
  /** How many objects or texts would be replaced. */
  readonly count: number;
  /** What they weigh now. */
  readonly bytes: number;
  /** What would be saved: the bytes of now less those of the replacement, which was built and weighed. */
  readonly savedBytes: number;
  /** Why it takes more than it must. */
  readonly reason: string;
  /** What to do. */
  readonly action: string;
  /** What the saving depends on and JavaScript cannot see; undefined if there is no such thing. */
  readonly onlyIf?: string | undefined;
  /** The number in `findings` of a heavier one that saves some of the same bytes another way; undefined if there is none. */
  readonly insteadOf?: number | undefined;
}

/** The plain data of an advice. */
export interface AdviceData {
  /** The deep size of the value. */
  readonly bytes: number;
  /** What all findings together would save, each byte once: those with `insteadOf` are not in it. */
  readonly savedBytes: number;
  /** Heaviest saving first. */
  readonly findings: readonly Finding[];
  /** Findings that save less than this were left out. */
  readonly minBytes: number;
  /** The engine and layout that the bytes hold for. */
  readonly layout: string;
}

/**
 * What could be smaller, heaviest saving first. Printing it (`String(advice)`, `console.log(advice)`) gives a list to read;
 * `JSON.stringify(advice)` gives the plain data.
 */
export class Advice implements AdviceData {
  /** The deep size of the value in bytes. */
  readonly bytes: number;
  /** Bytes that all findings together would save, each byte once: those with `insteadOf` are not in it. */
  readonly savedBytes: number;
  /** What was found, heaviest saving first. */
  readonly findings: readonly Finding[];
  /** Findings that save fewer bytes than this were left out. */
  readonly minBytes: number;
  /** The engine and layout that the bytes hold for. */
  readonly layout: string;

  constructor(data: AdviceData) {
    this.bytes = data.bytes;
    this.savedBytes = data.savedBytes;
    this.findings = data.findings;
    this.minBytes = data.minBytes;
    this.layout = data.layout;
  }

  /** A list to read, without a line end at its end. */
  toString(): string {
    const { findings, bytes } = this;
    const lines = [
      findings.length === 0
        ? `${formatBytes(bytes)}: nothing found that would save ${formatBytes(this.minBytes)} or more`
        : `${formatBytes(this.savedBytes)} of ${formatBytes(bytes)} can be saved (${formatShare(this.savedBytes, bytes)})`,
    ];
    findings.forEach((finding, i) => {
      const { insteadOf } = finding;
      const other = insteadOf === undefined ? '' : ` (instead of ${insteadOf + 1}, not beside it)`;
      lines.push(
        '',
        `${i + 1}. ${printable(finding.path)}: ${finding.kind}, saves ${formatBytes(finding.savedBytes)} of ${formatBytes(finding.bytes)}${finding.count === 1 ? '' : ` in ${formatCount(finding.count)}`}${other}`,
        `   why: ${printable(finding.reason)}`,
        `   do:  ${printable(finding.action)}`,
      );
      if (finding.onlyIf !== undefined) lines.push(`   if:  ${printable(finding.onlyIf)}`);
    });
    lines.push(`${findings.length === 0 ? '' : '\n'}layout: ${this.layout}`);
    return lines.join('\n');
  }

  /** The plain data, for JSON, logs and other threads. */
  toJSON(): AdviceData {
    const { bytes, savedBytes, findings, minBytes, layout } = this;
    return { bytes, savedBytes, findings, minBytes, layout };
  }

  /** What `console.log` and `util.inspect` print in Node and Deno. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** The same for Deno's own inspection. */
  [Symbol.for('Deno.customInspect')](): string {
    return this.toString();
  }
}
