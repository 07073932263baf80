/**
 * The snapshot store of vitest and Jest, as far as size snapshots need it: both provide the same object in a matcher's
 * `this`. It writes new snapshots, refuses them in CI, replaces them with -u, counts them and finds obsolete ones.
 */

/**
 * A runner's store for one test file. jest-image-snapshot relies on the same underscore fields.
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

/** The part of a matcher's `this` that holds the store. */
export interface SnapshotContext {
  readonly snapshotState?: SnapshotStore | undefined;
  readonly currentTestName?: string | undefined;
  /** Vitest's. */
  readonly task?: { readonly id: string } | undefined;
  /** Jest's. */
  readonly testFailing?: boolean | undefined;
  readonly isNot?: boolean | undefined;
}

/** The snapshot of one matcher call. */
export interface SnapshotSlot {
  /** The stored snapshot, if any. */
  readonly stored: string | undefined;
  /** Passes the new snapshot to the runner; true if it equals the stored one or was written. Call it once. */
  write(snapshot: string): boolean;
}

const UNKNOWN =
  'this test runner stores snapshots in an unknown way: toMatchSizeSnapshot works in vitest 3, 4 and 5 and in Jest 30';

/**
 * Finds the snapshot of the next call in this test.
 *
 * @throws {Error} outside a test, or if the runner stores snapshots in an unknown way.
 */
export function snapshotSlotOf(context: SnapshotContext, hint: string | undefined): SnapshotSlot {
  const { snapshotState: store, currentTestName, task, testFailing = false } = context;
  // Bun's runner.
  if (!('snapshotState' in context) && !('currentTestName' in context)) throw new Error(UNKNOWN);
  // In concurrent tests the global `expect` does not know its test; the one in the test's context does.
  if (store === undefined || currentTestName === undefined || currentTestName === '') {
    throw new Error(
      'toMatchSizeSnapshot stores a snapshot by the name of its test: call it inside a test, ' +
        "and in a concurrent one on the `expect` of the test's context",
    );
  }
  if (
    typeof store.match !== 'function' ||
    typeof store._snapshotData !== 'object' ||
    typeof store._counters?.get !== 'function'
  )
    throw new Error(UNKNOWN);
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
