// For an engine without a table of its own every printed form says that its sizes are those of another one.
import { describe, expect, it } from 'vitest';
import { assertFitsIn, assertNoGrowth, defineBudgets } from '../../src/assert.ts';
import * as heapscale from '../../src/index.ts';
import { printedForms } from '../engines/printed-forms.mjs';

const { layouts } = heapscale;
const assumption = 'assumed: this engine is not V8';
const layout = { ...layouts.node24, title: `${layouts.node24.title}, ${assumption}`, assumption };
const list = [1.5, 'two', { three: 3 }];

describe('a form that prints figures', () => {
  it('says that they are assumed', async () => {
    const forms = await printedForms(heapscale, { layout });
    expect(forms.length).toBeGreaterThan(15);
    expect(forms.filter(([, text]) => !text.includes(assumption))).toEqual([]);
  });

  it('says nothing of it on an engine that is known', async () => {
    const forms = await printedForms(heapscale, { layout: layouts.node24 });
    expect(forms.filter(([, text]) => /assumed|nearest known/.test(text))).toEqual([]);
  });

  it('says so in failures', async () => {
    expect(() => assertFitsIn(list, 8, { layout })).toThrow(
      new RegExp(`^the value should fit .*${assumption}.*$`, 'm'),
    );
    const budgets = defineBudgets({ list: { limit: '1 B', layout } });
    expect(String(budgets.check({ list }))).toContain(assumption);
    expect(() => budgets.assert({ list })).toThrow(assumption);
    const kept: object[] = [];
    await expect(assertNoGrowth(() => kept.push({}), { of: () => kept, layout })).rejects.toThrow(assumption);
  });
});
