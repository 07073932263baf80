// npm run generate: bundles the script and styles of the page that toHtml writes into one module of strings, so that
// the library needs no asset files. The module is committed; a test fails if it differs from what this script
// generates.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('./', import.meta.url);
const target = fileURLToPath(new URL('../generated/page-code.ts', import.meta.url));

async function bundle(file) {
  // Browsers since 2021. Function names are not kept, because nothing reads them.
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, folder))],
    bundle: true,
    minify: true,
    write: false,
    charset: 'ascii',
    format: 'iife',
    target: ['chrome93', 'firefox92', 'safari15.4'],
  });
  return outputFiles[0].text.trim();
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The source of src/report/pictures/generated/page-code.ts. */
export async function pageCode() {
  const script = await bundle('main.ts');
  const map = await bundle('map.css');
  const page = await bundle('page.css');
  if (/<\/(script|style)|<!--/i.test(script + map + page))
    throw new Error('the script or a style of the page contains markup that would end its element');
  const hashes = `script-src ${hashOf(script)}; style-src ${hashOf(map + page)}`;
  const policy = `default-src 'none'; ${hashes}; base-uri 'none'; form-action 'none'`;
  return `/**
 * Script and styles of the page that toHtml writes, and the policy that allows only them. Generated from
 * src/report/pictures/page by \`npm run generate\`.
 */
export const PAGE_SCRIPT: string = ${JSON.stringify(script)};
export const MAP_STYLE: string = ${JSON.stringify(map)};
export const PAGE_STYLE: string = ${JSON.stringify(page)};
export const PAGE_POLICY: string = ${JSON.stringify(policy)};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await pageCode());
