// V8's count of values, with what only ropes and slices hold: the strings that nothing but another string refers to.
// JavaScript cannot see them, and no interval could hold them (a slice may keep a parent of any size), so they are
// reported apart.
import { captureSnapshot } from '../../.build/src/heap/capture.js';
import { ownedBy } from '../../.build/src/heap/owned.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { countedBy } from '../../.build/src/heap/snapshot-report.js';
import { reportOf } from '../../.build/src/report/report-of.js';

/**
 * For each value `{ report, insideStrings, slices }`: the bytes that only other strings refer to, and how many slices
 * there are.
 */
export async function countAll(values) {
  const { snapshot, nodes } = await captureSnapshot(values);
  const ownership = ownershipOf(snapshot, { hidden: true });
  return nodes.map((node) => {
    const owned = ownedBy(snapshot, ownership, [node]);
    return {
      report: reportOf(owned.totals, { layout: countedBy('V8') }),
      ...insideStrings(snapshot, ownership, owned, node),
    };
  });
}

function insideStrings(snapshot, ownership, { nodes }, root) {
  const { nodeType, nodeTypes, firstEdge, edgeTo, selfSize } = snapshot;
  const [flat, rope, slice] = ['string', 'concatenated string', 'sliced string'].map((name) => nodeTypes.indexOf(name));
  const isString = (node) => nodeType[node] === flat || nodeType[node] === rope || nodeType[node] === slice;
  const held = new Set([root]);
  for (const node of nodes) {
    if (isString(node)) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (isString(edgeTo[edge]) && ownership.follow(node, edge) !== 0) held.add(edgeTo[edge]);
  }
  let bytes = 0;
  let slices = 0;
  for (const node of nodes) {
    if (nodeType[node] === slice) slices++;
    if (isString(node) && !held.has(node)) bytes += selfSize[node];
  }
  return { insideStrings: bytes, slices };
}
