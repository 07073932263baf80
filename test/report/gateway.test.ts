// A report with places names the one that leads to a linked world, and ignoring what it names leaves that out.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';

class Page {
  nodes = Array.from({ length: 1000 }, (_, id) => ({ id }));
}
class Leaf {
  name = 'leaf';
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
}
class Node extends Leaf {
  readonly owner: Page;
  constructor(page: Page) {
    super(page);
    this.owner = page;
  }
}

const noteOf = (value: unknown): string | undefined =>
  String(deepSizeOf(value, { paths: true }))
    .split('\n')
    .find((line) => line.includes('leaves it out'));

describe('the note on a gateway', () => {
  it('names the property that leads to nearly everything', () => {
    const leaf = new Leaf(new Page());
    expect(noteOf(leaf)).toMatch(
      /^39\.\d KiB \(99 %\) only through value\.page \(Page\); ignore: \['\.page'\] leaves it out$/,
    );
    expect(deepSizeOf(leaf, { ignore: ['.page'] }).bytes).toBeLessThan(200);
  });

  it('names the class of what several properties lead to', () => {
    const node = new Node(new Page());
    expect(noteOf(node)).toContain("only through value (shared) (Page); ignore: ['Page'] leaves it out");
    expect(deepSizeOf(node, { ignore: ['Page'] }).bytes).toBeLessThan(100);
    expect(deepSizeOf(node, { ignore: ['.page', '.owner'] }).bytes).toBeLessThan(100);
    expect(deepSizeOf(node, { ignore: ['.page'] }).bytes).toBe(deepSizeOf(node).bytes);
  });

  it('looks through plain objects, arrays and Maps', () => {
    expect(noteOf({ state: [new Map([['leaf', new Leaf(new Page())]])] })).toContain("(Leaf); ignore: ['Leaf']");
  });

  it.each<[string, unknown]>([
    ['no class holds most', { list: new Page().nodes }],
    ['two hold a half each', [new Page(), new Page()]],
    ['many alike hold it', Array.from({ length: 50 }, () => new Leaf(new Page()))],
    ['the value itself is all', new Page()],
  ])('is absent where %s', (_, value) => {
    expect(noteOf(value)).toBeUndefined();
  });

  it('is absent without places', () => {
    expect(String(deepSizeOf(new Leaf(new Page())))).not.toContain('leaves it out');
  });
});
