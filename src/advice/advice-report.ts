/** What advise returns: findings with what each would save, for people and for machines. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { formatCount, formatShare, printable } from '../report/table.ts';
import { findingLabelOf } from './finding-kinds.ts';
import type { FindingKind } from './finding-kinds.ts';

/** One thing that could be smaller. */
export interface Finding {
  /**
   * What was found, as an id: `'duplicate-strings'`, `'number-array'`, ...; `findingLabelOf(kind)` has words for it.
   */
  readonly kind: FindingKind;
  /**
   * Where, written like code; `[*]` stands for all elements, and the same step again in objects of the same class for
   * every depth.
   */
  readonly path: string;
  /** How many objects or strings would be replaced. */
  readonly count: number;
  /** Bytes that they take now. */
  readonly bytes: number;
  /** Bytes that would be saved: those of now less those of the replacement, which was built and measured. */
  readonly savedBytes: number;
  /** Why it takes more than it must. */
  readonly reason: string;
  /** What to do. */
  readonly action: string;
  /** What the saving depends on and JavaScript cannot see; undefined if there is no such thing. */
  readonly onlyIf?: string | undefined;
  /**
   * The index in `findings` of a heavier one that saves some of the same bytes another way; undefined if there is none.
   */
  readonly alternativeTo?: number | undefined;
}

/** The plain data of an advice. */
export interface AdviceData {
  /** The deep size of the value in bytes. */
  readonly bytes: number;
  /** Bytes that all findings together would save, each byte once: those with `alternativeTo` are not in it. */
  readonly savedBytes: number;
  /** What was found, heaviest saving first. */
  readonly findings: readonly Finding[];
  /** Findings that save fewer bytes than this were left out. */
  readonly minBytes: number;
  /** The engine and layout that the bytes hold for. */
  readonly layout: ReportLayout;
}

/**
 * What could be smaller, heaviest saving first. Printing it (`String(advice)`, `console.log(advice)`) gives a list to
 * read; `JSON.stringify(advice)` gives the plain data.
 */
export class Advice extends Result<AdviceData> {
  constructor(data: AdviceData) {
    super(data);
  }

  /** A list to read, without a line end at its end. */
  override toString(): string {
    const { findings, bytes } = this;
    const lines = [
      findings.length === 0
        ? `${formatBytes(bytes)}: nothing found that would save ${formatBytes(this.minBytes)} or more`
        : `${formatBytes(this.savedBytes)} of ${formatBytes(bytes)} can be saved (${formatShare(this.savedBytes, bytes)})`,
    ];
    findings.forEach((finding, i) => {
      const { alternativeTo } = finding;
      const other = alternativeTo === undefined ? '' : ` (alternative to ${alternativeTo + 1})`;
      lines.push(
        '',
        `${i + 1}. ${printable(finding.path)}: ${findingLabelOf(finding.kind)}, saves ${formatBytes(finding.savedBytes)} of ${formatBytes(finding.bytes)}${finding.count === 1 ? '' : ` in ${formatCount(finding.count)}`}${other}`,
        `   why: ${printable(finding.reason)}`,
        `   do:  ${printable(finding.action)}`,
      );
      if (finding.onlyIf !== undefined) lines.push(`   if:  ${printable(finding.onlyIf)}`);
    });
    lines.push(`${findings.length === 0 ? '' : '\n'}layout: ${this.layout.title}`);
    return lines.join('\n');
  }
}
