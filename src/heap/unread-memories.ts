/**
 * WebAssembly memories whose `buffer` was never read. V8 14 creates the ArrayBuffer on the first read; until then a
 * snapshot shows only 64 bytes of the memory. Only reading `buffer` reveals the size; the ArrayBuffer, some 100 bytes,
 * then stays.
 */
import { walkValues } from './live-values.ts';
import { nodeName } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/**
 * Reads the buffers of all memories that belong to the values, if the snapshot has a memory without a buffer; true if
 * the values have memories.
 */
export function readMemories(snapshot: HeapSnapshot, values: readonly unknown[]): boolean {
  if (!hasUnreadMemory(snapshot)) return false;
  let found = false;
  // The walk reads the buffer of each memory it visits.
  walkValues(values, {
    object(_value, _kind, info) {
      if (info.named?.size === 'wasmMemory') found = true;
    },
  });
  return found;
}

function hasUnreadMemory(snapshot: HeapSnapshot): boolean {
  const { nodeCount, nodeName: names, nodeType, nodeTypes, firstEdge, edgeTo } = snapshot;
  const object = nodeTypes.indexOf('object');
  const memories = new Set(['Memory', 'WebAssembly.Memory'].map((name) => snapshot.strings.indexOf(name)));
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== object || !memories.has(names[node])) continue;
    let isRead = false;
    let isPrototype = true;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const name = nodeName(snapshot, edgeTo[edge]);
      if (name.endsWith('ArrayBuffer')) isRead = true;
      if (name === 'system / Foreign') isPrototype = false;
    }
    if (!isRead && !isPrototype) return true;
  }
  return false;
}
