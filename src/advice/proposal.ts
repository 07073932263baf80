/** What a rule proposes: a replacement that was built and measured, and what it would replace. */
import type { FindingKind } from './finding-kinds.ts';
import type { Place } from './place.ts';
import type { Estimator } from './estimator.ts';
import type { Survey } from './survey.ts';

/** One way to save memory at one place. */
export interface Proposal {
  readonly path: string;
  /** How many objects or strings would be replaced. */
  readonly count: number;
  /** What they weigh now. */
  readonly before: number;
  /** What the replacement weighs. */
  readonly after: number;
  readonly reason: string;
  readonly action: string;
  /** What JavaScript cannot see and the saving depends on; undefined if there is no such thing. */
  readonly onlyIf?: string | undefined;
  /** The objects that go away, so that no byte is promised twice. */
  readonly objects?: readonly object[] | undefined;
  /** The place whose objects hold the strings that go away, and the step to them; without a step, all strings there. */
  readonly texts?: { readonly place: Place; readonly step?: number } | undefined;
}

/** One thing to look for. */
export interface Rule {
  /** The name of its findings. */
  readonly kind: FindingKind;
  /** Looks at the value and proposes what could be smaller; a proposal that saves nothing is dropped by the caller. */
  readonly examine: (survey: Survey, estimator: Estimator, propose: (proposal: Proposal) => void) => void;
}
