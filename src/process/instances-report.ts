/** InstancesReport, the result of sizeOfInstances: how many, their size together, the largest of them. */
import { formatBytes } from '../report/bytes.ts';
import { headlineOf } from '../report/headline.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';

/** One of the largest instances. */
export interface LargestInstance {
  /** Its class. */
  readonly type: string;
  /** Bytes of the instance and of what is reached only through it, up to the next instance. */
  readonly ownBytes: number;
}

/** The plain data about the instances of a class; figures are bytes unless their description says otherwise. */
export interface InstancesData {
  /** The name of the class. */
  readonly type: string;
  /** The number of instances. */
  readonly count: number;
  /** The deep size of all instances together, what they share counted once. */
  readonly total: SizeReport;
  /**
   * What would be freed if nothing held the instances any more, by V8's own count; only from `exactSizeOfInstances`.
   */
  readonly retainedBytes?: number | undefined;
  /** Bytes that hang on no single instance: several of them reach these, each in its own way. */
  readonly sharedBytes: number;
  /** The largest instances, by what hangs on each of them alone. */
  readonly largest: readonly LargestInstance[];
}

/** The size of all instances of a class. Printing it gives tables; `JSON.stringify` gives the plain data. */
export class InstancesReport extends Result<InstancesData> {
  readonly #refs: readonly WeakRef<object>[];

  /** @internal Made by `sizeOfInstances`; `refs` lead to the largest instances. */
  constructor(data: InstancesData, refs: readonly WeakRef<object>[] = []) {
    super(data);
    this.#refs = refs;
  }

  /**
   * One of the `largest` instances itself, by its position there; undefined if it was collected meanwhile: the report
   * keeps nothing alive.
   */
  instance(at: number): object | undefined {
    return this.#refs[at]?.deref();
  }

  /** Count and size, the largest instances, and the total by type, without a trailing newline. */
  override toString(): string {
    const { type, count, total, largest, sharedBytes } = this;
    const noun = count === 1 ? 'instance' : 'instances';
    const title = `${formatCount(count)} ${noun} of ${shortName(type)}`;
    if (count === 0) return title;
    const rows = [['largest', 'own bytes', 'share']];
    for (const { type: name, ownBytes } of largest)
      rows.push([shortName(name), formatBytes(ownBytes), formatShare(ownBytes, total.bytes)]);
    const rest = total.bytes - sharedBytes - largest.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
    if (count > largest.length)
      rows.push([`(${formatCount(count - largest.length)} more)`, formatBytes(rest), formatShare(rest, total.bytes)]);
    rows.push(['(shared)', formatBytes(sharedBytes), formatShare(sharedBytes, total.bytes)]);
    const [, ...types] = String(total).split('\n');
    return [`${title}: ${headlineOf(total)}`, formatTable(rows, ['left', 'right', 'right']), ...types].join('\n');
  }
}
