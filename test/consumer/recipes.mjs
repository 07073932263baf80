// The recipes of the guides: each block of code that has a file's name, as ```js name.mjs, is that file. The checks beside
// them, in recipes/, import them, and every recipe is imported by a check or by another recipe.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that the recipes are for, by their major versions, and what these need. */
export const RECIPE_PACKAGES = {
  '@apollo/client': '4',
  '@opentelemetry/api': '1',
  '@opentelemetry/sdk-metrics': '2',
  '@tanstack/query-core': '5',
  'cache-manager': '7',
  dataloader: '2',
  express: '5',
  'express-session': '1',
  fastify: '5',
  graphql: '16',
  hono: '4',
  keyv: '5',
  'lru-cache': '11',
  next: '16',
  piscina: '5',
  'prom-client': '15',
  react: '19',
  'react-dom': '19',
  redux: '5',
  rxjs: '7',
  'socket.io': '4',
  'socket.io-client': '4',
  unstorage: '1',
  zustand: '5',
};

const BLOCK = /^```js (\S+\.mjs)\n([^]*?)^```$/gm;

/** The recipes of all guides by their files. */
export function recipesIn(root) {
  const guides = readdirSync(join(root, 'src'), { recursive: true }).filter((file) => file.endsWith('.md'));
  const recipes = new Map();
  for (const guide of guides)
    for (const [, file, code] of readFileSync(join(root, 'src', guide), 'utf8').matchAll(BLOCK)) {
      if (recipes.has(file)) throw new Error(`${guide}: there is another recipe named ${file}`);
      recipes.set(file, code);
    }
  const folder = join(root, 'test/consumer/recipes');
  const checks = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const all = [...recipes.values(), ...checks].join('\n');
  const unused = [...recipes.keys()].filter((file) => !all.includes(`'./${file}'`));
  if (unused.length > 0) throw new Error(`no check imports ${unused.join(', ')}`);
  return recipes;
}
