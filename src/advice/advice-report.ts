/** Advice, the result of advise: findings with the bytes that each would save. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { formatCount, formatShare, printable } from '../report/table.ts';
import { findingLabelOf } from './finding-kinds.ts';
import type { FindingKind } from './finding-kinds.ts';

/** One thing that could be smaller. */
export interface Finding {
  /**
   * What was found, as an id: `'duplicate-strings'`, `'number-array'`, ...; `findingLabelOf(kind)` returns its label.
   */
  readonly kind: FindingKind;
  /**
   * Where, written like code; `[*]` means all elements, and a step that recurs in objects of the same class means every
   * depth.
   */
  readonly path: string;
  /** How many objects or strings would be replaced. */
  readonly count: number;
  /** Their present bytes. */
  readonly bytes: number;
  /** Bytes that would be saved: `bytes` minus those of the replacement, which was built and measured. */
  readonly savedBytes: number;
  /** Why it takes more than necessary. */
  readonly reason: string;
  /** What to do. */
  readonly action: string;
  /** A condition of the saving that JavaScript cannot check; undefined if there is none. */
  readonly onlyIf?: string | undefined;
  /**
   * The index in `findings` of a heavier finding that saves some of the same bytes differently; otherwise undefined.
   */
  readonly alternativeTo?: number | undefined;
}

/** The plain data of `Advice`. */
export interface AdviceData {
  /** The deep size of the value in bytes. */
  readonly bytes: number;
  /** Bytes that all findings together would save, each byte once: without those that have `alternativeTo`. */
  readonly savedBytes: number;
  /** What was found, largest saving first. */
  readonly findings: readonly Finding[];
  /** Findings that save fewer bytes than this were left out. */
  readonly minBytes: number;
  /** The engine and layout that the bytes are valid for. */
  readonly layout: ReportLayout;
}

/**
 * What could be smaller, largest saving first. Printing it (`String(advice)`, `console.log(advice)`) gives a readable
 * list; `JSON.stringify(advice)` gives the plain data.
 */
export class Advice extends Result<AdviceData> {
  constructor(data: AdviceData) {
    super(data, 'Advice');
  }

  /** A readable list, without a trailing newline. */
  override toString(): string {
    const { findings, bytes } = this;
    const lines = [
      findings.length === 0
        ? `${formatBytes(bytes)}: nothing found that would save ${formatBytes(this.minBytes)} or more`
        : `${formatBytes(this.savedBytes)} of ${formatBytes(bytes)} can be saved ` +
          `(${formatShare(this.savedBytes, bytes)})`,
    ];
    findings.forEach((finding, i) => {
      const { alternativeTo } = finding;
      const other = alternativeTo === undefined ? '' : ` (alternative to ${alternativeTo + 1})`;
      const where = `${printable(finding.path)}: ${findingLabelOf(finding.kind)}`;
      const saving = `saves ${formatBytes(finding.savedBytes)} of ${formatBytes(finding.bytes)}`;
      const count = finding.count === 1 ? '' : ` in ${formatCount(finding.count)}`;
      lines.push(
        '',
        `${i + 1}. ${where}, ${saving}${count}${other}`,
        `   why: ${printable(finding.reason)}`,
        `   do:  ${printable(finding.action)}`,
      );
      if (finding.onlyIf !== undefined) lines.push(`   if:  ${printable(finding.onlyIf)}`);
    });
    lines.push(`${findings.length === 0 ? '' : '\n'}layout: ${this.layout.title}`);
    return lines.join('\n');
  }
}
