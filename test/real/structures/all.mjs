// All structures of the judge, and the half that each belongs to.
import { halfOf } from '../split.mjs';
import documents from './documents.mjs';
import models from './models.mjs';
import numbers from './numbers.mjs';
import parsers from './parsers.mjs';
import schemas from './schemas.mjs';
import services from './services.mjs';
import stores from './stores.mjs';
import tables from './tables.mjs';
import worlds from './worlds.mjs';

/** `build(module, data, ...also)` makes the value from a package, data of a seed, and the modules named in `also`. */
export const structures = [
  ...[...parsers, ...documents, ...stores, ...schemas, ...numbers].map((structure) => ({
    ...structure,
    half: halfOf(structure.package),
  })),
  // Faults were looked for in each of these, and rules made from them, before they came here.
  ...[...models, ...services, ...worlds, ...tables].map((structure) => ({ ...structure, half: 'seen' })),
];
