/**
 * Where vitest and Jest keep snapshots, as far as sizes need it: both have the same object in a matcher's `this`, which
 * writes new snapshots, refuses them in CI, replaces them with -u, counts them and finds those that no test has any
 * more.
 */

/**
 * A runner's store of one test file. Its fields with an underscore are what jest-image-snapshot has long relied on,
 * too.
 */
export interface SnapshotStore {
  readonly _snapshotData: Readonly<Record<string, string | undefined>>;
  readonly _counters: { get(name: string): number | undefined };
  match(options: {
    readonly testName: string;
    /** Vitest's. */
    readonly testId: string;
    readonly received: string;
    /** Jest's. */
    readonly isInline: false;
    readonly testFailing: boolean;
  }): { readonly pass: boolean; readonly key: string };
}

/** The part of a matcher's `this` that leads there. */
export interface SnapshotContext {
  readonly snapshotState?: SnapshotStore | undefined;
  readonly currentTestName?: string | undefined;
  /** Vitest's. */
  readonly task?: { readonly id: string } | undefined;
  /** Jest's. */
  readonly testFailing?: boolean | undefined;
  readonly isNot?: boolean | undefined;
}

/** The snapshot that a matcher is about. */
export interface SnapshotSlot {
  /** Its text, if there is one already. */
  readonly stored: string | undefined;
  /** Gives the runner the text of now: true if it is the stored one, or was written. To be called once. */
  write(text: string): boolean;
}

/**
 * Finds the snapshot that the next call in this test is about.
 *
 * @throws {Error} outside a test, or if the runner keeps its snapshots in another way.
 */
export function snapshotSlotOf(context: SnapshotContext, hint: string | undefined): SnapshotSlot {
  const { snapshotState: store, currentTestName, task, testFailing = false } = context;
  // In concurrent tests the global expect knows of no test; the one that a test is given does.
  if (store === undefined || currentTestName === undefined || currentTestName === '') {
    throw new Error(
      "toMatchSizeSnapshot keeps a snapshot by the name of its test: call it inside a test, and in a concurrent one on the `expect` of the test's context",
    );
  }
  if (
    typeof store.match !== 'function' ||
    typeof store._snapshotData !== 'object' ||
    typeof store._counters?.get !== 'function'
  ) {
    throw new Error(
      'this test runner keeps its snapshots in a way that is not known here: toMatchSizeSnapshot works in vitest 3, 4 and 5 and in Jest 30',
    );
  }
  // Vitest joins a hint by an angle bracket, Jest by a colon; Vitest alone gives a matcher its task.
  const testName = hint === undefined ? currentTestName : `${currentTestName}${isVitest(store) ? ' >' : ':'} ${hint}`;
  const key = `${testName} ${(store._counters.get(testName) ?? 0) + 1}`;
  return {
    stored: store._snapshotData[key],
    write: (received) =>
      store.match({ testName, testId: task?.id ?? testName, received, isInline: false, testFailing }).pass,
  };
}

function isVitest(store: SnapshotStore): boolean {
  return '_testIdToKeys' in store;
}
