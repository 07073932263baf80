/** Whether results print their table wherever they are written, and are plain data as JSON. */
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

/** Results by the name of what makes them. */
export type Results = Readonly<Record<string, () => Promise<object> | object>>;

/** Tests of each. */
export function printAsTables(results: Results): void {
  describe.each(Object.entries(results))('the result of %s', (_, make) => {
    let result: object;
    beforeAll(async () => {
      result = await make();
    });

    it('prints as its table wherever it is written', () => {
      const text = String(result);
      expect(text).not.toContain('[object');
      expect(text).not.toMatch(/\n$/);
      expect(inspect(result)).toBe(text);
      const deno = (result as Record<symbol, (() => string) | undefined>)[Symbol.for('Deno.customInspect')];
      expect(deno?.call(result)).toBe(text);
    });

    it('has its plain data as JSON', () => {
      const data = JSON.parse(JSON.stringify(result)) as object;
      expect(Object.keys(data).length).toBeGreaterThan(0);
      for (const name of Object.keys(data)) expect(result, name).toHaveProperty(name.replaceAll('.', '\\.'));
    });
  });
}
