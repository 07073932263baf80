// What the probes measure in a heap snapshot: the shallow size of every kind, and of the parts that are looked at one
// by one.
import { readOnlyNodes } from '../../.build/src/heap/realm.js';
import { jsonStringLengths, jsonStrings, jsonWideStrings, partProbes, probes } from './probes.mjs';

const names = Object.keys(probes);
const partNames = Object.keys(partProbes);

/** Everything to be measured, built anew; undefined where the engine lacks the kind. */
export function buildProbes() {
  return [
    ...names.map((name) => probes[name]()),
    ...partNames.map((name) => partProbes[name][0]()),
    ...jsonStringLengths.map(jsonStrings),
    ...jsonStringLengths.map(jsonWideStrings),
  ];
}

/** Reads the figures of what `buildProbes` built; `isPresent` says which of it the engine has. */
export function readProbes(snapshot, nodes, isPresent) {
  const { selfSize, firstEdge, edgeTo, edgeNameOrIndex, edgeType, edgeTypes, strings, nodeName, nodeType, nodeTypes } =
    snapshot;
  const result = { words: engineWords(snapshot), libraryWords: libraryWords(snapshot), probes: {}, parts: {} };
  names.forEach((name, i) => {
    if (isPresent[i] && nodes[i] >= 0) result.probes[name] = selfSize[nodes[i]];
  });
  partNames.forEach((name, i) => {
    const wanted = partProbes[name][1];
    const node = nodes[names.length + i];
    let sum = 0;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const type = edgeTypes[edgeType[edge]];
      const label = type === 'hidden' || type === 'element' ? '' : strings.get(edgeNameOrIndex[edge]);
      const to = edgeTo[edge];
      if (wanted === 'regexp data') {
        if (type !== 'hidden' || nodeTypes[nodeType[to]] === 'string') continue;
        sum += selfSize[to];
        for (let inner = firstEdge[to]; inner < firstEdge[to + 1]; inner++) {
          if (strings.get(nodeName[edgeTo[inner]]).includes('RegExpDataWrapper')) sum += selfSize[edgeTo[inner]];
        }
      } else if (wanted === 'number') {
        if (nodeTypes[nodeType[to]] === 'number') sum += selfSize[to];
      } else if (label === wanted) sum += selfSize[to];
    }
    result.parts[name] = sum;
  });
  const firstList = names.length + partNames.length;
  const areOne = (list) => {
    const found = new Set();
    for (let edge = firstEdge[list]; edge < firstEdge[list + 1]; edge++) {
      if (edgeTypes[edgeType[edge]] === 'element' && edgeNameOrIndex[edge] < 2) found.add(edgeTo[edge]);
    }
    return found.size === 1 ? 1 : 0;
  };
  jsonStringLengths.forEach((length, i) => {
    result.parts[`jsonString${length}`] = areOne(nodes[firstList + i]);
    result.parts[`jsonWideString${length}`] = areOne(nodes[firstList + jsonStringLengths.length + i]);
  });
  return result;
}

/** Strings of V8's read-only space, which every program shares. Those of one character are a rule of their own. */
function engineWords(snapshot) {
  const isReadOnly = readOnlyNodes(snapshot);
  return stringsWhere(snapshot, (node, text) => isReadOnly[node] === 1 && text.length > 1 && /^[ -{}~]+$/.test(text));
}

/**
 * Names of V8's library and of the platform's, which V8 13 and later keep in that space, too: no read-only root leads
 * to them, but their size is 0. Only single words in lower case, which programs have as values.
 */
function libraryWords(snapshot) {
  const isReadOnly = readOnlyNodes(snapshot);
  return stringsWhere(
    snapshot,
    (node, text) => isReadOnly[node] === 0 && snapshot.selfSize[node] === 0 && /^[a-z]{2,9}$/.test(text),
  );
}

function stringsWhere(snapshot, test) {
  const string = snapshot.nodeTypes.indexOf('string');
  const found = new Set();
  for (let node = 0; node < snapshot.nodeCount; node++) {
    const text = snapshot.strings.get(snapshot.nodeName[node]);
    if (snapshot.nodeType[node] === string && test(node, text)) found.add(text);
  }
  return [...found].sort();
}
