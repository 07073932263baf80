/** The proposal of a rule: a replacement that was built and measured, and what it replaces. */
import type { FindingKind } from './finding-kinds.ts';
import type { Place } from './place.ts';
import type { Estimator } from './estimator.ts';
import type { Survey } from './survey.ts';

/** One way to save memory at one place. */
export interface Proposal {
  readonly path: string;
  /** How many objects or strings would be replaced. */
  readonly count: number;
  /** Their present bytes. */
  readonly before: number;
  /** The bytes of the replacement. */
  readonly after: number;
  readonly reason: string;
  readonly action: string;
  /** A condition of the saving that JavaScript cannot check; undefined if there is none. */
  readonly onlyIf?: string | undefined;
  /** The objects that are replaced, so that no byte is counted twice. */
  readonly objects?: readonly object[] | undefined;
  /** The place whose objects hold the replaced strings, and the step to them; without a step, all strings there. */
  readonly strings?: { readonly place: Place; readonly step?: number } | undefined;
}

/** One thing to look for. */
export interface Rule {
  /** The kind of its findings. */
  readonly kind: FindingKind;
  /** Examines the value and proposes replacements; the caller drops proposals that save nothing. */
  readonly examine: (survey: Survey, estimator: Estimator, propose: (proposal: Proposal) => void) => void;
}
