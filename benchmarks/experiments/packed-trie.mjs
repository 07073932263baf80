// A trie in three typed arrays, for strings.mjs: nodes stand in breadth-first order, so that a node's children are
// neighbours and one number, the place of the first, finds them. The last of them and the end of a word are a bit each.

const LAST = 1;
const END = 2;

/** A set of words, packed once and read only. */
export class PackedTrie {
  /** A node's character, its bits, and where its children begin; 0 for none, since place 0 is the root's. */
  labels;
  bits;
  children;

  /** @param words any texts of UTF-16 units. */
  constructor(words) {
    const sorted = [...new Set(words)].sort();
    const labels = [0];
    const bits = [LAST];
    const children = [0];
    // Each entry: a node and the words below it, from..to, all alike in their first `depth` characters.
    const queue = [{ node: 0, from: 0, to: sorted.length, depth: 0 }];
    for (let at = 0; at < queue.length; at++) {
      const { node, to, depth } = queue[at];
      let { from } = queue[at];
      if (from < to && sorted[from].length === depth) {
        bits[node] |= END;
        from++;
      }
      if (from < to) children[node] = labels.length;
      while (from < to) {
        const label = sorted[from].charCodeAt(depth);
        let end = from + 1;
        while (end < to && sorted[end].charCodeAt(depth) === label) end++;
        queue.push({ node: labels.push(label) - 1, from, to: end, depth: depth + 1 });
        bits.push(end === to ? LAST : 0);
        children.push(0);
        from = end;
      }
    }
    this.labels = labels.every((label) => label < 256) ? Uint8Array.from(labels) : Uint16Array.from(labels);
    this.bits = Uint8Array.from(bits);
    this.children = Uint32Array.from(children);
  }

  has(word) {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      let child = this.children[node];
      if (child === 0) return false;
      const label = word.charCodeAt(i);
      while (this.labels[child] !== label) {
        if (this.bits[child] & LAST) return false;
        child++;
      }
      node = child;
    }
    return (this.bits[node] & END) !== 0;
  }
}
