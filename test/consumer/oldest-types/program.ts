// Compiled by the oldest TypeScript that is supported, without the types of a browser or of Node.
import { deepSizeOf, layouts, sizeGauges, toHtml, unmetered } from 'heapscale';
import { assertFitsIn } from 'heapscale/assert';
import { exactSizeOf, openSnapshot, verify } from 'heapscale/node';
import { profileMemory } from 'heapscale/profile';

class Connection {
  static [unmetered] = true;
}
const bytes: number = deepSizeOf({ a: new Connection() }, { layout: layouts.node24, paths: true }).bytes;
export const used = [bytes, toHtml, sizeGauges, assertFitsIn, profileMemory, exactSizeOf, openSnapshot, verify];
