// The ways of weighing that are compared: one row of the table each. A new option of the estimate is judged by adding a
// way here.
import { deepSizeOf } from '../../dist/index.js';
import { engineFacts } from '../../dist/node.js';
import { calibrateGroups } from '../../.build/src/heap/calibrate.js';

/**
 * True if a report says that it is a lower bound for hidden state: what is not followed is then revealed, since V8's
 * count has it.
 */
export const isLowerBound = (report) => report.toString().includes('at least ');

/** Options for one value: hidden state is revealed where the report asks for it. */
export function revealing(value, options = {}) {
  const plain = deepSizeOf(value, options);
  return isLowerBound(plain) ? deepSizeOf(value, { ...options, reveal: true }) : plain;
}

/** A calibration of each. */
const calibrateEach = (values) => calibrateGroups(values.map((value) => [value]));

/**
 * `learn(others)`, optional, is given for each structure another value of the same maker (the same `build` with other
 * data) and returns what `weigh` is given for that structure: `weigh(value, learned)` returns a report.
 * Ways of one `pass` are compared in the same processes; one that leaves ropes as they are has a pass of its own, since
 * the others flatten them before V8 counts. So has one that learns from other values, which are made before.
 */
export const WAYS = [
  { name: 'plain', pass: 0, weigh: (value) => revealing(value) },
  {
    name: 'calibrated',
    // Making the others first warms V8 up: it has trimmed the slots of instances, and knows how literals' arrays grow.
    pass: 2,
    learn: calibrateEach,
    weigh: (value, calibration) => deepSizeOf(value, { calibration, reveal: true }),
  },
  {
    name: 'calibrated, facts',
    pass: 2,
    learn: calibrateEach,
    weigh: (value, calibration) => deepSizeOf(value, { calibration, facts: engineFacts(), reveal: true }),
  },
  {
    name: 'facts',
    pass: 1,
    keepsRopes: true,
    weigh: (value) => deepSizeOf(value, { facts: engineFacts(), reveal: true }),
  },
];
