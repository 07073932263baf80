/**
 * WebAssembly memories whose `buffer` nobody has read. V8 14 makes the ArrayBuffer when it is first read, and until
 * then a snapshot shows nothing of the memory but 64 bytes. Only reading `buffer` shows its size; the ArrayBuffer, some
 * 100 bytes, then stays.
 */
import { walkValues } from './live-values.ts';
import { nodeName } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/**
 * Reads the buffers of all memories that belong to the values, if the snapshot has one without; true if the values have
 * memories.
 */
export function readMemories(snapshot: HeapSnapshot, values: readonly unknown[]): boolean {
  if (!hasUnreadMemory(snapshot)) return false;
  let found = false;
  // The walk reads the buffer of each memory that it meets.
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
