/** Structures of every built-in kind, one idea each. */
import { application } from './application.ts';
import { arrays, collections } from './arrays.ts';
import { binary, builtIns } from './built-ins.ts';
import { graphs, notFlat } from './graphs.ts';
import { newer } from './newer.ts';
import { objects, primitives } from './objects.ts';
import type { Structure } from './structure.ts';

export const synthetic: readonly Structure[] = [
  ...primitives,
  ...objects,
  ...arrays,
  ...collections,
  ...binary,
  ...builtIns,
  ...graphs,
  ...application,
  ...newer,
  ...notFlat,
];
