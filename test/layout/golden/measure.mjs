// V8's own shallow size of each value of test/corpus/kinds.ts: the self size of its node and of the private parts it
// alone has.
import { kinds } from '../../../.build/test/corpus/kinds.js';

export const names = Object.keys(kinds);

/** The values in the order of `names`; undefined where the engine lacks the kind. */
export const buildAll = () => names.map((name) => kinds[name]());

/** Sizes by name, from a snapshot in which the values were located; `isPresent` says which of them the engine has. */
export function sizesIn(snapshot, nodes, isPresent, { ownedBy, ownershipOf }) {
  const ownership = ownershipOf(snapshot, { hidden: false });
  const sizes = {};
  names.forEach((name, i) => {
    if (!isPresent[i]) return;
    if (nodes[i] < 0) {
      sizes[name] = 0;
      return;
    }
    const owned = ownedBy(snapshot, ownership, [nodes[i]]);
    // Deno's V8 is built to keep no typed array's data on the heap.
    const isOutside = owned.nodes.some((node) => ownership.externalBytes(node) > 0);
    if (name.endsWith('on the heap') && isOutside) return;
    sizes[name] = owned.nodes.reduce(
      (sum, node, at) => (owned.owners[at] === nodes[i] ? sum + snapshot.selfSize[node] : sum),
      0,
    );
  });
  return sizes;
}
