/** The examples of the TSDoc: every @example of the source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** All `ts` blocks in comments of a file, without the comment's stars. */
function examplesOf(file: string): { name: string; code: string }[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [
    ...text.matchAll(
      /@example\n(?: *\*.*\n)*? *\* ```ts\n([^]*?) *\* ```[^]*?\*\/\s*(?:export |async |function |const |interface )*(\w+)/g,
    ),
  ].map((match) => ({
    name: `${match[2]} in ${file}`,
    code: match[1].replace(/^ *\* ?/gm, ''),
  }));
}

/** Every example, by the name of what it belongs to. */
export const examples: readonly { readonly name: string; readonly code: string }[] = (
  readdirSync(src, { recursive: true }) as string[]
)
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .flatMap(examplesOf);
