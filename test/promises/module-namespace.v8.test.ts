// A loaded module is the program's: the walk ends there, unless it is the root.
import { createRequire } from 'node:module';
import { types } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, sizeOf } from '../../src/index.ts';
import { judge } from '../truth/judge.ts';

// `require` of an ES module gives the namespace itself, which vitest's own imports wrap.
const acorn = createRequire(import.meta.url)('../../node_modules/acorn/dist/acorn.mjs') as object;

describe('module namespaces', () => {
  it('are real ones here', () => {
    expect(types.isModuleNamespaceObject(acorn)).toBe(true);
  });

  it('are a boundary', () => {
    expect(deepSizeOf({ acorn }).objects).toBe(1);
  });

  it('are weighed as a root, without running or following a binding', async () => {
    const report = deepSizeOf(acorn);
    expect(report.objects).toBe(1);
    expect(report.hidden.map((row) => row.kind)).toEqual(['host-objects']);
    expect(report.bytes).toBe(sizeOf(acorn));
    const [truth] = await judge([acorn]);
    const own = truth.byType.find((row) => row.type.includes('Module'))!;
    expect(own.bytes, JSON.stringify(truth.byType)).toBeGreaterThanOrEqual(report.range.min);
    expect(own.bytes).toBeLessThanOrEqual(report.range.max);
  });
});
