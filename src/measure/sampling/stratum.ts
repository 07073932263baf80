/** The elements that were chosen from one container, and what they stand for. */

/** One container's sample. */
export interface Stratum {
  /** Each element's values: one, or a Map's key and value. */
  readonly elements: readonly (readonly unknown[])[];
  /** Elements that the container has for each one chosen. */
  readonly factor: number;
  /** Numbers among the elements were counted with the container (arrays), or stand for themselves (Maps and Sets). */
  readonly countsNumbers: boolean;
}
