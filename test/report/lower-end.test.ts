// The first line of a report whose figure may be too high, and of one that is also a lower bound.
import { expect, it } from 'vitest';
import { deepSizeOf, describeLayout } from '../../src/index.ts';
import { changeText } from '../../src/report/change-text.ts';

it('a lower bound whose lower end is below it does not say "at least" twice', () => {
  const generator = (function* () {
    yield 1;
  })();
  const headline = deepSizeOf(generator).summary();
  expect(headline).toMatch(/^at least \d+ B/);
  expect(headline.match(/at least/g)).toHaveLength(1);
});

it('a single slot to spare is not in the plural', () => {
  class Private {
    #hidden = 1;
    seen = 1;
    read(): number {
      return this.#hidden;
    }
  }
  expect(new Private().read()).toBe(1);
  expect(String(describeLayout(new Private()))).toMatch(/1 unused slot /);
});

it.each([
  [40, 5, '+40 B since the last sample'],
  [40, 1000, '+40 B since the last sample, +141 KiB/h'],
])('%i bytes in %i ms: %s', (bytes, ms, text) => {
  expect(changeText(bytes, ms)).toBe(text);
});
