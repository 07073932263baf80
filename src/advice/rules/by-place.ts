/** Rules that examine each place separately, and the sum of what they would replace there. */
import type { FindingKind } from '../finding-kinds.ts';
import { seesProxies } from '../../inspect/brands.ts';
import type { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import type { Estimator } from '../estimator.ts';

/** Makes a rule that examines each place of some kinds separately. */
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
 * Visits every place of some kinds. On platforms that cannot detect a Proxy, a place with a trap that throws is
 * skipped.
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
      // A trap threw: the walk counts such an object as a Proxy, and there is no advice for Proxies.
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

  /** The number of objects. */
  get count(): number {
    return this.objects.length;
  }

  /** The figures of a proposal, scaled by `factor` if only some objects of the place were examined. */
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
