// The examples of the TSDoc that look at the whole heap, in a process of their own: several of them track allocations.
import { describe } from 'vitest';
import { runLongExamples } from './run-long-examples.ts';
import { examples } from './tsdoc.ts';

describe('the TSDoc', () => {
  runLongExamples(examples);
});
