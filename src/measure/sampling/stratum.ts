/** The elements that were chosen from one container, and how many each represents. */

/** One container's sample. */
export interface Stratum {
  /** Each element's values: one, or a Map's key and value. */
  readonly elements: readonly (readonly unknown[])[];
  /** How many elements of the container each chosen one represents. */
  readonly factor: number;
  /** True if numbers among the elements were counted with the container: for arrays, not for Maps and Sets. */
  readonly countsNumbers: boolean;
  /** Reads some more of a Map or Set, whose elements can only be met one after the other; true at its end. */
  readonly readOn?: (() => boolean) | undefined;
}
