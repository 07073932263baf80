// The examples of the guides that look at the whole heap, which takes a second or more each.
import { describe } from 'vitest';
import { guides } from './guides.ts';
import { runLongExamples } from './run-long-examples.ts';

describe('the guides', () => {
  runLongExamples(
    guides.flatMap(({ file, blocks }) => blocks.map(({ name, code }) => ({ name: `${file}: ${name}`, code }))),
  );
});
