/** The totals of an object of a known shape, without its strings: the same for all that hold as many numbers. */
import type { ClassInfo } from '../../inspect/class-info.ts';
import type { Layout } from '../../layout/layout.ts';
import { addClass } from '../../weigh/class-totals.ts';
import { ClassStats, ShapeStats } from '../../weigh/shape-stats.ts';
import { Totals } from '../../weigh/totals.ts';
import { countMade } from '../../weigh/value-doubts.ts';
import { ValueFacts } from '../../weigh/value-facts.ts';

/** One object and nothing else. */
export class PlanTotals {
  readonly #smis: number;
  readonly #byCode: boolean;
  readonly totals = new Totals();
  /** What is in doubt about it. */
  readonly value = new ValueFacts();

  /** The numbers besides Smis all differ. `byCode` is true if it holds what JSON cannot contain. */
  constructor(
    layout: Layout,
    info: ClassInfo,
    names: readonly string[],
    smis: number,
    doubles: number,
    byCode: boolean,
  ) {
    this.#smis = smis;
    this.#byCode = byCode;
    const stats = new ShapeStats(names, 0, []);
    stats.count = 1;
    stats.smis = smis;
    stats.doubles = doubles;
    stats.byCode = byCode;
    const { totals, value } = this;
    const classStats = new ClassStats(info, totals.of(info.name), 0, value);
    classStats.add(stats);
    value.objects = 1;
    value.beginTotals();
    countMade(value, classStats);
    addClass(layout, classStats, totals);
    if (doubles > 0) totals.of('number').min += doubles * layout.heapNumber;
  }

  /** True if they are those of an object with as many Smis, besides as many heap numbers. */
  fits(smis: number, byCode: boolean): boolean {
    return this.#smis === smis && this.#byCode === byCode;
  }
}
