// Random values: whatever is nested into whatever, the parts add up. A failure prints its seed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, describeLayout, sizeOf } from '../../src/index.ts';
import { anything } from '../corpus/random.ts';

describe('random nested values', () => {
  it('weigh the same twice, and their parts add up', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const report = deepSizeOf(value);
        expect(deepSizeOf(value).toJSON()).toEqual(report.toJSON());
        expect(report.byType.reduce((sum, row) => sum + row.bytes, 0)).toBe(report.bytes);
        expect(report.byType.reduce((sum, row) => sum + row.count, 0)).toBe(report.objects);
        expect(report.heapBytes + report.externalBytes).toBe(report.bytes);
        expect(report.range.min).toBeLessThanOrEqual(report.bytes);
        expect(report.range.max).toBeGreaterThanOrEqual(report.bytes);
        const layout = describeLayout(value);
        expect(layout.fields.reduce((sum, field) => sum + field.bytes, 0)).toBe(sizeOf(value));
      }),
      { numRuns: 500, examples: [[{ 0: null, '': undefined }]] },
    );
  });
});
