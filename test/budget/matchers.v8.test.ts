// The matchers that decide by V8's own count.
import { describe, expect, it } from 'vitest';
import '../../src/vitest.ts';
import { exactSizeOf } from '../../src/heap/exact.ts';
import { freshText } from '../corpus/structure.ts';

/** The message of what a matcher throws. */
async function failureOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe("by V8's own count", () => {
  it('decides to the byte, private state included', async () => {
    class Secret {
      #text = { body: freshText(2000) };
      read(): object {
        return this.#text;
      }
    }
    const secret = new Secret();
    const { bytes } = await exactSizeOf(secret);
    expect(secret).toFitIn(bytes - 2000, { allowHidden: ['private-fields'] });
    expect(secret).not.toFitIn(bytes - 2000);
    await expect(secret).toFitInExactly(bytes);
    await expect(secret).toWeighExactly(bytes);
    await expect({ a: 1 }).toBeLighterThanExactly(secret);
    const text = await failureOf(() => expect(secret).toFitInExactly('1 KiB'));
    expect(text).toMatch(/it takes 2\.\d+ KiB \(2,\d{3} B\) by V8's own count/);
    expect(text).not.toContain('uncertain');
  });
});
