// Makes src/API.md, the reference of the public API, from the declarations that the build writes: their signatures and
// their TSDoc. `npm run docs` writes the file; a test compares it with what this makes.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = join(root, 'src/API.md');

/** The entries, in the order in which a reader meets them. */
const ENTRIES = [
  ['index', 'heapscale', 'The portable part: Node, browsers, Deno, workers.'],
  ['node', 'heapscale/node', "What only Node can do: V8's own count, hidden state, heap snapshot files."],
  ['assert', 'heapscale/assert', 'Size budgets as functions that throw.'],
  ['vitest', 'heapscale/vitest', 'Size budgets as matchers of vitest.'],
  ['jest', 'heapscale/jest', 'The same matchers for Jest.'],
  ['profile', 'heapscale/profile', 'Memory by source line, and of one call.'],
  ['vitest-reporter', 'heapscale/vitest-reporter', 'The memory of each test file, in vitest.'],
  ['jest-reporter', 'heapscale/jest-reporter', 'The same for Jest.'],
];

/** A declaration: its TSDoc, its signature, and its documented members. */
function declarationsOf(text) {
  const found = new Map();
  const starts = /^(export )?(declare )?(abstract )?(function|class|interface|type|const) (\w+)/gm;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const [, , , , keyword, name] = match;
    const body = bodyFrom(text, match.index, keyword);
    const declaration = { keyword, name, doc: docBefore(text, match.index), body };
    if (found.has(name)) found.get(name).body += `\n${body}`;
    else found.set(name, declaration);
  }
  return found;
}

/** The text of a declaration, up to its last brace or semicolon. */
function bodyFrom(text, from, keyword) {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 1;
    else if (char === "'" || char === '"') at = text.indexOf(char, at + 1);
    else if (char === '{' || char === '(' || char === '[') depth++;
    else if (char === '}' || char === ')' || char === ']') {
      depth--;
      if (depth === 0 && char === '}' && (keyword === 'class' || keyword === 'interface'))
        return text.slice(from, at + 1);
    } else if (char === ';' && depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** The TSDoc that ends right before a place. */
function docBefore(text, at) {
  const before = text.slice(0, at).trimEnd();
  if (!before.endsWith('*/')) return '';
  return before.slice(before.lastIndexOf('/**'));
}

/** TSDoc as Markdown: the description, then tags as a list, then examples. */
function docToMarkdown(doc) {
  const lines = doc
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''));
  const blocks = [{ tag: '', lines: [] }];
  let isCode = false;
  for (const line of lines) {
    const tag = isCode ? null : /^@(\w+) ?(.*)$/.exec(line);
    if (line.startsWith('```')) isCode = !isCode;
    if (tag === null) blocks.at(-1).lines.push(line);
    else blocks.push({ tag: tag[1], lines: [tag[2]] });
  }
  const textOf = ({ lines }) => lines.join('\n').trim();
  const inline = (text) => text.replace(/\{@link (\w+)(?:\s*\|\s*[^}]*)?\}/g, '`$1`');
  const items = [];
  const parts = [];
  for (const block of blocks) {
    const text = inline(textOf(block));
    const joined = text.replace(/\s*\n\s*/g, ' ');
    if (block.tag === '') parts.push(text);
    else if (block.tag === 'param') items.push(`- ${joined.replace(/^(\S+)/, '`$1`')}`);
    else if (block.tag === 'throws') items.push(`- throws ${joined.replace(/^\{([^}]*)\}/, '`$1`')}`);
    else if (block.tag === 'returns') items.push(`- returns ${joined}`);
    else if (block.tag === 'defaultValue') items.push(`- default: ${joined}`);
  }
  if (items.length > 0) parts.push(items.join('\n'));
  for (const block of blocks) if (block.tag === 'example') parts.push(textOf(block));
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A member's description in one line, for a list. */
function memberDoc(doc) {
  return docToMarkdown(doc.split(/\n\s*\* @example/)[0].replace(/\*?\/?$/, ''))
    .split('\n\n')
    .map((part) => part.replace(/\s*\n\s*/g, ' ').replace(/^- /, ''))
    .join(' ')
    .trim();
}

/** The members of a class or interface that are part of the API. */
function membersOf({ body }) {
  const members = [];
  const inner = body.slice(body.indexOf('{') + 1, body.lastIndexOf('}'));
  let at = 0;
  while (at < inner.length) {
    const rest = inner.slice(at);
    const space = /^\s*/.exec(rest)[0].length;
    let from = at + space;
    let doc = '';
    while (inner.startsWith('/**', from)) {
      const end = inner.indexOf('*/', from) + 2;
      doc = inner.slice(from, end);
      from = end + /^\s*/.exec(inner.slice(end))[0].length;
    }
    if (from >= inner.length) break;
    const text = bodyFrom(`${inner.slice(from)}`, 0, 'member');
    at = from + text.length;
    const signature = text.replace(/\s*\n\s*/g, ' ').replace(/;$/, '');
    if (/^(#|private |constructor\(|\[Symbol)/.test(signature) || doc.includes('@internal')) continue;
    members.push({ signature: signature.replace(/^readonly /, '').replace(/import\("[^"]*"\)\./g, ''), doc });
  }
  return members;
}

/** The declarations that a file exports under the names that an entry re-exports, followed through files. */
function resolve(file, name, seen = new Set()) {
  if (seen.has(file)) return undefined;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const declaration = declarationsOf(text).get(name);
  if (declaration !== undefined) return declaration;
  for (const [, names, from] of text.matchAll(/export (?:type )?\{([^}]*)\} from ["']([^"']+)["']/g)) {
    for (const item of names.split(',')) {
      const [own, as = own] = item.trim().split(' as ');
      if (as === name) return resolve(join(dirname(file), from.replace(/\.(ts|js)$/, '.d.ts')), own, seen);
    }
  }
  return undefined;
}

function exportsOf(file) {
  const text = readFileSync(file, 'utf8');
  const names = [];
  for (const [, list] of text.matchAll(/export (?:type )?\{([^}]*)\}/g)) {
    for (const item of list.split(',')) {
      const name = item
        .trim()
        .split(' as ')
        .at(-1)
        .replace(/^type /, '');
      if (name !== '' && !names.includes(name)) names.push(name);
    }
  }
  return names;
}

function sectionOf(declaration) {
  const { keyword, name, doc, body } = declaration;
  const parts = [`### ${name}`];
  if (keyword === 'function' || keyword === 'type' || keyword === 'const') {
    const signature = body
      .replace(/^export (declare )?/, '')
      .replace(/^declare /, '')
      .replace(/\/\*\*[\s\S]*?\*\/\s*/g, '')
      .replace(/import\("[^"]*"\)\./g, '');
    parts.push(`\`\`\`ts\n${signature}\n\`\`\``);
  }
  const text = docToMarkdown(doc);
  if (text !== '') parts.push(text);
  if (keyword === 'class' || keyword === 'interface') {
    const base = / extends ([^{]+?)(?: implements [^{]+)?\{/.exec(body)?.[1]?.trim();
    if (base !== undefined && base !== 'Printable') parts.push(`Extends \`${base}\`.`);
    const list = membersOf(declaration).map(({ signature, doc: own }) => {
      const words = memberDoc(own);
      return `- \`${signature}\`${words === '' ? '' : `: ${words}`}`;
    });
    if (list.length > 0) parts.push(list.join('\n'));
  }
  return parts.join('\n\n');
}

/** The whole reference. */
export function apiReference() {
  const sections = ['# The API of heapscale', 'Made from the TSDoc by `npm run docs`: do not edit by hand.'];
  const known = new Map();
  for (const [entry, title, words] of ENTRIES) {
    sections.push(`## ${title}`, words);
    const elsewhere = [];
    for (const name of exportsOf(join(root, `dist/${entry}.d.ts`))) {
      const declaration = resolve(join(root, `dist/${entry}.d.ts`), name);
      if (declaration === undefined) continue;
      if (known.has(declaration.doc + declaration.body)) elsewhere.push(`\`${name}\``);
      else {
        known.set(declaration.doc + declaration.body, name);
        sections.push(sectionOf(declaration));
      }
    }
    if (elsewhere.length > 0) sections.push(`Also exported here: ${elsewhere.join(', ')}.`);
  }
  return `${sections.join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, apiReference());
