/** Values as programs make them: rows of a parser, and trees of instances. */

/** Rows as a parser of delimited lines makes them: keyed adds to `{}`, slices of the source, arrays that grew. */
export function parsed(rows: number, seed: number): unknown {
  const source = Array.from(
    { length: rows },
    (_, i) => `${i},person number ${i * seed},city of ${i % 7} and more`,
  ).join('\n');
  const header = ['id', 'name', 'city'];
  const data: Record<string, unknown>[] = [];
  for (const line of source.split('\n')) {
    const row: Record<string, unknown> = {};
    const cells = line.split(',');
    header.forEach((name, i) => (row[name] = cells[i]));
    const letters: string[] = [];
    for (const letter of cells[1].split(' ')) letters.push(letter);
    row['words'] = letters;
    data.push(row);
  }
  return { data, index: Object.fromEntries(data.map((row) => [`key of ${String(row['name'])}`, row])) };
}

export class Node {
  children: Node[] = [];
  start = 0.5;
  end = 0;
  parent: Node | undefined;
  constructor(i: number) {
    if (i % 3 === 0) (this as { extra?: string }).extra = 'extra';
  }
}

/** A tree of instances with heap numbers, some of which get a property later. */
export function tree(count: number): Node {
  const nodes = [new Node(1)];
  for (let i = 1; i < count; i++) {
    const node = new Node(i);
    node.start = i + 0.25;
    node.parent = nodes[(i * 7) % nodes.length];
    node.parent.children.push(node);
    nodes.push(node);
  }
  return nodes[0];
}
