// Pictures refuse options that they do not take, as every other function does.
import { expect, it } from 'vitest';
import { deepSizeOf, toHtml, toMarkdown, toSpeedscope, toSvg } from '../../../src/index.ts';

const report = deepSizeOf({ a: 1 });

it.each([
  ['toHtml', toHtml],
  ['toMarkdown', toMarkdown],
  ['toSpeedscope', toSpeedscope],
  ['toSvg', toSvg],
] as const)('%s refuses unknown options, and what is not an object', (name, picture) => {
  expect(() => picture(report, { titel: 'cache' } as never)).toThrow(
    new TypeError(`unknown option 'titel' of ${name}`),
  );
  expect(() => picture(report, null as never)).toThrow(new TypeError(`options of ${name} must be an object; got null`));
  expect(picture(report, { title: undefined })).toEqual(picture(report));
});
