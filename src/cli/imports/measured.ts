/** What the process that imports a script reports: its modules, and which imports which. */

/** One module, in the order in which their imports ended. */
export interface MeasuredModule {
  /** Its URL; `node:fs` for a module of Node. */
  readonly url: string;
  /** The module that imported it first, by its place in the list; -1 for the script. */
  parent: number;
  /** Bytes that its own import left on V8's heap and outside it, without those of the modules it imports. */
  bytes: number;
  /** Milliseconds that it took to load, compile and run, without the modules it imports. */
  ms: number;
}

/** All modules of a script. */
export interface MeasuredImports {
  readonly modules: readonly MeasuredModule[];
  /** Pairs of places in the list: who imports whom, also where it was loaded already. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** False if the script ended the process while it was imported. */
  readonly isComplete: boolean;
}
