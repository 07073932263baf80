/** Where the files that a reporter adds to a run are published: in `dist`, for CommonJS in `dist/cjs`. */
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a file, by its name below `dist`; of this module there is one in each of the two folders. */
export function setupFile(name: string): string {
  const here = typeof __dirname === 'string' ? __dirname : dirname(fileURLToPath(import.meta.url));
  return join(basename(here) === 'cjs' ? dirname(here) : here, name);
}
