// npm run pictures: the pictures of src/report/README.md, of this repository's own package-lock.json: the page in
// Chromium, the terminal as SVG.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { formatBytes } from '../dist/index.js';
import { chromiumBinary } from './engines/chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = fileURLToPath(new URL('./pictures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'heapscale-pictures-'));

/** Runs the command line in the repository; gives what a terminal would show. */
function heapscale(...words) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/cli/main.js', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
  });
  if (status === 2) throw new Error(stderr);
  return stdout + stderr;
}

const escape = (text) => text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char]);

/** Text with the colours of a terminal as a picture, one line of text a line. */
function terminal(commands) {
  const lines = commands
    .flatMap((words) => [
      `\u001b[32m$\u001b[39m heapscale ${words.join(' ')}`,
      ...heapscale(...words)
        .trimEnd()
        .split('\n'),
      '',
    ])
    .slice(0, -1);
  const classes = { 1: 'b', 2: 'd', 31: 'r', 32: 'g' };
  const columns = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, '').length));
  const rows = lines.map((line, i) => {
    let spans = '';
    let current = '';
    for (const part of line.split(/(\u001b\[\d+m)/)) {
      const code = /\u001b\[(\d+)m/.exec(part)?.[1];
      if (code !== undefined) current = classes[code] ?? '';
      else if (part !== '')
        spans += current === '' ? escape(part) : `<tspan class="${current}">${escape(part)}</tspan>`;
    }
    return `<text x="20" y="${54 + i * 19}" xml:space="preserve">${spans}</text>`;
  });
  const width = Math.ceil(columns * 7.83) + 40;
  const height = 66 + lines.length * 19;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d7dde5}.b{font-weight:700;fill:#fff}.d{fill:#8d99a8}.r{fill:#ff8b80}.g{fill:#8fdc8a}</style>
<rect width="${width}" height="${height}" rx="9" fill="#171b21"/><circle cx="22" cy="20" r="6" fill="#ff6159"/><circle cx="42" cy="20" r="6" fill="#ffbd2e"/><circle cx="62" cy="20" r="6" fill="#28c941"/>
${rows.join('\n')}
</svg>
`;
}

/** The same picture in a third of the bytes; the browser itself is the encoder. */
async function toWebp(browser, png) {
  const page = await browser.newPage();
  const url = await page.evaluate(
    async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.8);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

function save(name, content) {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, name), content);
  console.log(`benchmarks/pictures/${name}: ${formatBytes(content.length)}`);
}

try {
  save('terminal.svg', terminal([['package-lock.json', '--tree', '--rows', '10', '--max', '64KiB']]));
  const page = join(folder, 'page.html');
  heapscale('package-lock.json', '--html', page);
  const browser = await chromium.launch({ executablePath: chromiumBinary(), args: ['--no-sandbox'] });
  for (const colorScheme of ['light', 'dark']) {
    const tab = await browser.newPage({ viewport: { width: 1240, height: 640 }, colorScheme });
    await tab.goto(pathToFileURL(page).href);
    await tab.waitForSelector('#map .tile');
    save(`page-${colorScheme}.webp`, await toWebp(browser, await tab.screenshot()));
  }
  await browser.close();
} finally {
  rmSync(folder, { recursive: true });
}
