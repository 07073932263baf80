/**
 * Which object each private backing store belongs to: the tables of Maps, elements of arrays, property dictionaries.
 * The rule is that of DevTools' column "shallow size" (`calculateShallowSizes` in its HeapSnapshot.ts), so that the
 * figures agree: an array or a hidden node that only one object references counts with that object.
 */
import type { HeapSnapshot } from './snapshot.ts';

const UNVISITED = 0xffffffff;
const SHARED = 0xfffffffe;

/** External strings' characters are a node of their own in Chromium's snapshots. */
const STRING_DATA = 'system / ExternalStringData';

/**
 * For each node its owner: the node itself unless it is the backing store of one object.
 *
 * @param spare columns that may be overwritten, instead of allocating others where they are long enough.
 */
export function shallowOwners(snapshot: HeapSnapshot, spare: Uint32Array[] = []): Uint32Array {
  const { nodeCount, nodeType, nodeTypes, nodeName, firstEdge, edgeTo, edgeType, edgeTypes, strings } = snapshot;
  const [hidden, array, native, synthetic] = ['hidden', 'array', 'native', 'synthetic'].map((name) =>
    nodeTypes.indexOf(name),
  );
  const weak = edgeTypes.indexOf('weak');
  const stringData = strings.indexOf(STRING_DATA);
  const owners = columnOf(nodeCount, spare);
  let stores = 0;
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeType[node];
    const isStore = type === hidden || type === array || (type === native && nodeName[node] === stringData);
    owners[node] = isStore ? UNVISITED : node;
    if (isStore) stores++;
  }
  // A store is pushed at most twice: for its first owner and for a second one.
  const work = columnOf(stores * 2 + 1, spare);
  for (let start = 0; start < nodeCount; start++) {
    if (owners[start] !== start) continue;
    let length = 0;
    work[length++] = start;
    while (length > 0) {
      const node = work[--length];
      const owner = owners[node];
      for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        if (edgeType[edge] === weak) continue;
        const to = edgeTo[edge];
        const known = owners[to];
        if (known === to || known === owner || known === SHARED) continue;
        owners[to] = known === UNVISITED ? owner : SHARED;
        work[length++] = to;
      }
    }
  }
  for (let node = 0; node < nodeCount; node++) {
    const owner = owners[node];
    // What only the roots hold is V8's own, and shown as such.
    if (owner === UNVISITED || owner === SHARED || owner === 0 || nodeType[owner] === synthetic) owners[node] = node;
  }
  return owners;
}

/** Takes a column out of `spare`, or allocates one; its content is undefined. */
export function columnOf(length: number, spare: Uint32Array[]): Uint32Array {
  // The shortest that is long enough, so that long ones are left for those that need them.
  let best = -1;
  for (let i = 0; i < spare.length; i++)
    if (spare[i].length >= length && (best < 0 || spare[i].length < spare[best].length)) best = i;
  return best < 0 ? new Uint32Array(length) : spare.splice(best, 1)[0].subarray(0, length);
}
