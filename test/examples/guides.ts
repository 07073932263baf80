/**
 * The guides: Markdown that people read, in the package or on the repository's pages. API.md is made of the TSDoc,
 * whose examples are run there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A guide, and its blocks of code. */
export interface Guide {
  /** Its path in the repository. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly { readonly name: string; readonly code: string }[];
}

const markdownIn = (folder: string): string[] =>
  (readdirSync(root + folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md') && name !== 'API.md' && !name.includes('node_modules'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();

/**
 * The js and ts blocks of a text, named by the section that they are in. Those with a file's name run with their real
 * packages, in test/consumer.
 */
function blocksOf(text: string): Guide['blocks'] {
  return text.split(/^## /m).flatMap((section) => {
    const found = [...section.matchAll(/^```(?:js|ts)\n([^]*?)^```$/gm)];
    return found.map((match, at) => ({
      code: match[1],
      name: `${section.slice(0, section.indexOf('\n'))}, block ${at + 1}`,
    }));
  });
}

/** Every guide of the repository. */
export const guides: readonly Guide[] = ['README.md', ...markdownIn('src'), ...markdownIn('benchmarks')].map((file) => {
  const text = readFileSync(root + file, 'utf8');
  return { file, text, blocks: blocksOf(text) };
});

/** The places that a text links to, other than web pages; with `#section`, if it has one. */
export function linksOf(text: string): string[] {
  const withoutCode = text.replace(/^```[^]*?^```$/gm, '');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to).filter((to) => !/^\w+:/.test(to));
}

/** The names by which links lead to the sections of a text. */
export function anchorsOf(text: string): string[] {
  const withoutCode = text.replace(/^```[^]*?^```$/gm, '');
  return [...withoutCode.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
