/** The list of all rules. */
import { bufferSlices } from './buffer-slices.ts';
import { columns } from './columns.ts';
import { dates } from './dates.ts';
import { dictionaries } from './dictionaries.ts';
import { emptyContainers } from './empty-containers.ts';
import { emptyFields } from './empty-fields.ts';
import { numberArrays } from './number-arrays.ts';
import { prefixes } from './prefixes.ts';
import type { Rule } from '../proposal.ts';
import { duplicateStrings } from './duplicate-strings.ts';
import { sparseArrays } from './sparse-arrays.ts';
import { tinyCollections } from './tiny-collections.ts';

/** All rules, in any order. */
export const RULES: readonly Rule[] = [
  bufferSlices,
  columns,
  dates,
  dictionaries,
  emptyContainers,
  emptyFields,
  numberArrays,
  prefixes,
  duplicateStrings,
  sparseArrays,
  tinyCollections,
];
