// npm run experiments: every page on this Node, then its claims on every Node of the matrix. Fails if one does not
// hold.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../engines/binaries.mjs';
import { sideBySide } from '../engines/side-by-side.mjs';
import { formatFigure, formatPage, table } from './page.mjs';

const PAGES = ['growth', 'numbers', 'fields', 'columns', 'strings', 'slices', 'streaming', 'external'];

/**
 * One page's figures on one Node; a page that gives none is a failure of its own, one whose claims fail has a status.
 */
function resultOf(binary, name) {
  return new Promise((resolve, reject) => {
    execFile(
      binary,
      [fileURLToPath(new URL(`${name}.mjs`, import.meta.url)), '--json'],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (stdout === '')
          reject(new Error(`${name} printed nothing on ${binary}, with status ${error?.code ?? 0}:\n${stderr}`));
        else resolve(JSON.parse(stdout));
      },
    );
  });
}

const resultsOn = (binary) => sideBySide(PAGES.map((name) => () => resultOf(binary, name)));
const engines = [];
for (const { major, binary } of nodeBinaries())
  engines.push({ engine: `Node ${major}`, results: await resultsOn(binary) });
const here =
  engines.find(({ engine }) => engine === `Node ${process.versions.node.split('.')[0]}`)?.results ??
  (await resultsOn(process.execPath));
for (const result of here) console.log(`${formatPage(result)}\n\n`);

const failures = [];
const columns = engines.map(({ engine, results }) =>
  results.map(({ claims, nearness }, at) => {
    for (const { says, figure, limit } of claims.filter((claim) => !claim.holds))
      failures.push(`${engine}, ${PAGES[at]}: ${says}: ${formatFigure(figure)}, not ${limit}`);
    return `${claims.filter((claim) => claim.holds).length} of ${claims.length} hold; ${nearness.close} of ${nearness.of} within 1 %`;
  }),
);
console.log("Claims that hold by V8's count, and values that the estimate meets within 1 %:\n");
console.log(
  table(
    ['', ...engines.map(({ engine }) => engine)],
    PAGES.map((name, at) => [name, ...columns.map((column) => column[at])]),
  ),
);
if (failures.length > 0) {
  console.error(`\n${failures.join('\n')}`);
  process.exit(1);
}
