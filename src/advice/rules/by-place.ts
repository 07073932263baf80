/** Rules that look at one place after the other, and the sum of what each would replace there. */
import type { FindingKind } from '../finding-kinds.ts';
import { seesProxies } from '../../inspect/brands.ts';
import type { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import type { Estimator } from '../estimator.ts';

/** An rule of every place of some kinds by itself. */
export function byPlace(
  kind: FindingKind,
  isWanted: (kind: Kind, place: Place) => boolean,
  look: (place: Place, estimator: Estimator) => Proposal | undefined,
): Rule {
  return {
    kind,
    examine({ places }, estimator, propose) {
      eachPlace(places, isWanted, (place) => {
        const found = look(place, estimator);
        if (found !== undefined) propose(found);
      });
    },
  };
}

/**
 * Looks at every place of some kinds. Where a Proxy cannot be told from its target, a place with a trap that throws is
 * left out.
 */
export function eachPlace(
  places: readonly Place[],
  isWanted: (kind: Kind, place: Place) => boolean,
  look: (place: Place) => void,
): void {
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    if (!isWanted(place.kind, place)) continue;
    if (seesProxies) {
      look(place);
      continue;
    }
    try {
      look(place);
    } catch {
      // A trap threw; the walk counts such an object as a Proxy, and nothing is to be advised about one.
    }
  }
}

/** Objects of one place that would be replaced, and the bytes on both sides. */
export class Replaced {
  readonly objects: object[] = nullPrototypeList();
  before = 0;
  after = 0;

  /** Adds an object if its replacement is smaller; true if it was added. */
  add(object: object, now: number, then: number): boolean {
    if (then >= now) return false;
    this.objects[this.objects.length] = object;
    this.before += now;
    this.after += then;
    return true;
  }

  /** How many objects there are. */
  get count(): number {
    return this.objects.length;
  }

  /** The figures of a proposal; if only some objects of the place were looked at, `factor` times as much. */
  at(place: Place, factor = 1): Pick<Proposal, 'path' | 'count' | 'before' | 'after' | 'objects'> {
    return {
      path: place.path,
      count: factor * this.count,
      before: factor * this.before,
      after: factor * this.after,
      objects: factor === 1 ? this.objects : place.objects,
    };
  }
}
