// The page of toHtml in a real Chromium: what is drawn, how it is moved through, and that no name of the data runs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumBinary, withChromium } from '../../benchmarks/engines/chromium.mjs';
import { deepSizeOf, toHtml, toSvg } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { HOSTILE, HOSTILE_KEYS, reportOn, STATE } from '../report/pictures/rows.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'heapscale-page-'));
  browser = await chromium.launch({ executablePath: chromiumBinary(), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** Errors, messages on the console, and addresses that were asked for beside the page itself. */
  readonly noise: string[];
}

/** Opens a report's page as a file, as a user would. */
async function open(
  report: SizeReport,
  { title, colorScheme }: { title?: string; colorScheme?: 'light' | 'dark' } = {},
): Promise<Opened> {
  const file = join(folder, `${Math.random()}.html`);
  writeFileSync(file, toHtml(report, { title }));
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, colorScheme });
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('console', (message) => noise.push(message.text()));
  page.on('dialog', (dialog) => noise.push(dialog.message()));
  page.on('request', (request) => request.url().startsWith('file:') || noise.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, noise };
}

const labels = (page: Page): Promise<string[]> =>
  page.$$eval('#map .tile:not(.tile .tile) text:first-of-type', (texts) => texts.map((text) => text.textContent!));
const firstColumn = (page: Page): Promise<string[]> =>
  page.$$eval('tbody td:first-child', (cells) => cells.map((cell) => cell.textContent!));
const crumbs = (page: Page): Promise<string[]> =>
  page.$$eval('#crumbs li', (items) => items.map((item) => item.textContent!));
const focused = (page: Page): Promise<string> =>
  page.evaluate(
    () => document.activeElement?.querySelector('text')?.textContent ?? document.activeElement?.textContent ?? '',
  );

describe('the page', () => {
  it('draws the treemap with names and bytes, in areas that are in proportion', async () => {
    const { page, noise } = await open(reportOn(STATE), { title: 'the state' });
    expect(await page.title()).toBe('the state: 9.77 KiB');
    const names = (await labels(page)).map((label) => label.replace(/^itself and.*…$/, 'itself and the rest'));
    expect(names).toEqual([
      'cache',
      'ann',
      'bob',
      'itself and the rest',
      'first.second.third',
      'users[*]',
      'itself and the rest',
      'name',
      'mail',
      'itself and the rest',
    ]);
    const areas = await page.$$eval('#map [tabindex]', (groups) =>
      groups.map((group) => {
        const { width, height } = group.querySelector('rect')!.getBoundingClientRect();
        return width * height;
      }),
    );
    const whole = areas.reduce((sum, area) => sum + area, 0);
    areas.forEach((area, i) => expect(area / whole).toBeCloseTo([0.6, 0.24, 0.1, 0.06][i], 1));
    expect(noise).toEqual([]);
  });

  it('lets every text of a tile stay in its tile', async () => {
    for (const report of [reportOn(STATE), reportOn(HOSTILE)]) {
      const { page } = await open(report);
      const outside = await page.$$eval('#map .tile', (groups) =>
        groups.flatMap((group) => {
          const tile = group.querySelector('rect')!.getBoundingClientRect();
          return [...group.querySelectorAll('text')]
            .filter(
              (text) =>
                text.getBoundingClientRect().right > tile.right + 1 ||
                text.getBoundingClientRect().bottom > tile.bottom + 1,
            )
            .map((text) => text.textContent);
        }),
      );
      expect(outside).toEqual([]);
    }
  });

  it('opens a part by a click, and goes back by its path', async () => {
    const { page, noise } = await open(reportOn(STATE));
    await page
      .getByText('cache', { exact: true })
      .first()
      .locator('..')
      .click({ force: true, position: { x: 20, y: 8 } });
    expect(await crumbs(page)).toEqual(['state', '.cache']);
    expect(await labels(page)).toEqual(['ann', 'bob', 'itself and the rest']);
    expect(await firstColumn(page)).toEqual(['.get("ann")', '.get("bob")', '(itself and the rest)']);
    await page.locator('#crumbs button').click();
    expect(await crumbs(page)).toEqual(['state']);
    expect(await page.locator('#said').textContent()).toBe('state: 9.77 KiB, 100.0 %');
    await page.locator('td button').getByText('.users[*]').click();
    expect(await crumbs(page)).toEqual(['state', '.users[*]']);
    expect(noise).toEqual([]);
  });

  it('is moved through by keys alone', async () => {
    const { page, noise } = await open(reportOn(STATE));
    for (
      let tabs = 0;
      tabs < 10 && (await page.evaluate(() => document.activeElement?.closest('#map .tile') === null));
      tabs++
    )
      await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('cache');
    expect(await page.locator('#hint').isVisible()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('first.second.third');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('users[*]');
    expect(await page.locator('#hint').textContent()).toBe('state.users[*]Object, 12 places1000 B, 10.0 % of all');
    await page.keyboard.press('Enter');
    expect(await crumbs(page)).toEqual(['state', '.users[*]']);
    expect(await focused(page)).toBe('itself and the rest');
    await page.keyboard.press('End');
    expect(await focused(page)).toBe('mail');
    await page.keyboard.press('Enter');
    expect(await crumbs(page)).toEqual(['state', '.users[*]']);
    await page.keyboard.press('Escape');
    expect(await crumbs(page)).toEqual(['state']);
    expect(await focused(page)).toBe('users[*]');
    await page.keyboard.press('Escape');
    expect(await crumbs(page)).toEqual(['state']);
    expect(noise).toEqual([]);
  });

  it('says what the pointer is on, and marks it in the table', async () => {
    const { page } = await open(reportOn(STATE));
    const tile = page.locator('#map [tabindex]').first();
    await tile.waitFor();
    const box = (await tile.boundingBox())!;
    await page.mouse.move(box.x + 15, box.y + 8);
    expect(await page.locator('#hint').innerText()).toBe(
      'state.cache\nMap\n5.86 KiB, 60.0 % of all\n6.84 KiB including what is shared with other places',
    );
    expect(await page.locator('tr.shown td').first().textContent()).toBe('.cache');
    const row = page.locator('tbody tr').filter({ hasText: '.first.second.third' });
    await row.hover();
    expect(await page.locator('#map .shown text').first().textContent()).toBe('first.second.third');
    expect(await page.locator('#hint').isVisible()).toBe(false);
  });

  it('sorts the table by any header, both ways, by keys as well', async () => {
    const { page } = await open(reportOn(STATE));
    const sortedBy = (): Promise<(string | null)[]> =>
      page.$$eval('th', (heads) => heads.map((head) => head.getAttribute('aria-sort')));
    expect(await page.locator('th').allTextContents()).toEqual(['place', 'type', 'count', 'deep', 'retained', 'share']);
    expect(await sortedBy()).toEqual([null, null, null, null, 'descending', null]);
    expect((await firstColumn(page)).slice(0, 3)).toEqual(['.cache', '.cache.get("ann")', '.first.second.third']);
    await page.locator('th').getByText('place').click();
    const ascending = await firstColumn(page);
    expect(ascending).toEqual([...ascending].sort());
    await page.keyboard.press('Enter');
    expect(await firstColumn(page)).toEqual(ascending.reverse());
    expect(await sortedBy()).toEqual(['descending', null, null, null, null, null]);
    await page.locator('th').getByText('retained').click();
    await page.locator('th').getByText('retained').click();
    expect((await firstColumn(page))[0]).toBe('.users[*].mail');
  });

  it('keeps the keyboard in the table when a part is opened from there', async () => {
    const { page } = await open(reportOn(STATE));
    await page.locator('td button').getByText('.users[*]').focus();
    await page.keyboard.press('Enter');
    expect(await crumbs(page)).toEqual(['state', '.users[*]']);
    expect(await focused(page)).toBe('place');
    await page.keyboard.press('Escape');
    expect(await crumbs(page)).toEqual(['state']);
    expect(await focused(page)).toBe('.cache');
  });

  it('shows the types beside the places, or alone', async () => {
    const { page } = await open(reportOn(STATE));
    await page.getByRole('button', { name: 'by type' }).click();
    expect(await labels(page)).toEqual(['Object', 'string']);
    expect(await page.locator('th').allTextContents()).toEqual(['type', 'objects', 'bytes', 'external', 'share']);
    expect(await page.locator('tbody tr').last().locator('td').allTextContents()).toEqual([
      'string',
      '5',
      '3.91 KiB',
      '1000 B',
      '40.0 %',
    ]);
    const alone = await open(deepSizeOf({ list: [1.5, 'a text'] }));
    expect(await alone.page.getByRole('button', { name: 'by path' }).isDisabled()).toBe(true);
    expect(await labels(alone.page)).toContain('Object');
    expect(alone.noise).toEqual([]);
    expect((await open(deepSizeOf(undefined))).noise).toEqual([]);
  });

  it('lets the browser find a name of a tile and of a row', async () => {
    const { page } = await open(reportOn(STATE));
    const find = (text: string): Promise<boolean> =>
      page.evaluate((wanted) => (globalThis as unknown as { find(text: string): boolean }).find(wanted), text);
    expect(await find('first.second.third')).toBe(true);
    expect(await find('.users[*].mail')).toBe(true);
    expect(await find('not in it')).toBe(false);
  });

  it('runs nothing of what names say, wherever they stand', async () => {
    const { page, noise } = await open(
      reportOn(HOSTILE, {
        byType: HOSTILE_KEYS.map((type, i) => ({
          type,
          count: 1,
          bytes: 3000 - i,
          heapBytes: 2000,
          externalBytes: 1000 - i,
        })),
      }),
      { title: HOSTILE_KEYS.join(' ') },
    );
    await page.waitForSelector('#map .tile');
    for (let i = 0; i < 12; i++) {
      await page.locator('#map .tile').nth(i).hover({ force: true });
      await page.locator('td button').nth(i).click();
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'by type' }).click();
    expect(await page.evaluate(() => (globalThis as unknown as { ran?: number }).ran)).toBeUndefined();
    expect(await page.locator('img, script:not([id]) ~ script, iframe, a, style ~ style').count()).toBe(0);
    expect(await firstColumn(page)).toContain(HOSTILE_KEYS[0]);
    expect(noise).toEqual([]);
  });

  it('would not run a script that got into it', async () => {
    const { page, noise } = await open(reportOn(STATE));
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML(
        'beforeend',
        '<img src="https://example.org/x.png" onerror="globalThis.ran = 1">',
      );
    });
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => (globalThis as unknown as { ran?: number }).ran)).toBeUndefined();
    expect(noise.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(1);
  });

  it('is light by day and dark by night', async () => {
    const colours = async (colorScheme: 'light' | 'dark'): Promise<string[]> => {
      const { page } = await open(reportOn(STATE), { colorScheme });
      return page.evaluate(() => [
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('#map .c0 rect')!).fill,
        getComputedStyle(document.querySelector('#map text')!).fill,
      ]);
    };
    expect(await colours('light')).toEqual(['rgb(255, 255, 255)', 'rgb(169, 205, 246)', 'rgb(27, 31, 36)']);
    expect(await colours('dark')).toEqual(['rgb(20, 23, 27)', 'rgb(31, 79, 134)', 'rgb(242, 245, 248)']);
  });

  it('stays usable on a narrow screen and after the window changes', async () => {
    const { page } = await open(reportOn(STATE));
    await page.setViewportSize({ width: 420, height: 800 });
    await page.waitForFunction(() => document.querySelector('#map')!.getAttribute('viewBox')!.startsWith('0 0 372'));
    expect(await labels(page)).toContain('cache');
    const [map, list] = [await page.locator('#map').boundingBox(), await page.locator('.list').boundingBox()];
    expect(list!.y).toBeGreaterThanOrEqual(map!.y + map!.height);
  });

  it('draws ten thousand places', async () => {
    const parts = Array.from({ length: 10_000 }, (_, i) => ({ step: `[${i}]`, retained: 10_000 - i }));
    const { page, noise } = await open(reportOn({ step: 'list', retained: 60_000_000, parts }));
    expect(await page.locator('tbody tr').count()).toBe(1001);
    expect(await page.locator('td.more').textContent()).toBe('9,001 more: open a part to see its own');
    expect(await page.locator('#map .tile').count()).toBeGreaterThan(1000);
    expect(noise).toEqual([]);
  });
});

describe('a browser', () => {
  it('draws by itself, with the portable build', async () => {
    // As text, which no tool rewrites.
    const drawn = await withChromium(({ page }) =>
      page.evaluate<string[]>(`(async () => {
      const { deepSizeOf, toFoldedStacks, toHtml, toMarkdown, toSpeedscope, toSvg } = await import('/dist/index.js');
      const report = deepSizeOf({ list: [1.5, 'a text of it'] }, { paths: { name: 'here' } });
      return [toHtml(report), toSvg(report), toMarkdown(report), JSON.stringify(toSpeedscope(report)), toFoldedStacks(report)];
    })()`),
    );
    expect(drawn.map((text) => text.slice(0, 9))).toEqual([
      '<!doctype',
      '<svg xmln',
      '**`here`:',
      '{"$schema',
      'here.list',
    ]);
  });
});

describe('the standalone picture', () => {
  it('is well-formed and runs nothing, whatever the names are', async () => {
    for (const report of [reportOn(STATE), reportOn(HOSTILE), reportOn(undefined)]) {
      const file = join(folder, `${Math.random()}.svg`);
      const svg = toSvg(report, { title: HOSTILE_KEYS.join(' ') });
      writeFileSync(file, svg);
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      expect(
        await page.evaluate(() => [
          document.documentElement.localName,
          document.querySelectorAll('parsererror, script, image, foreignObject').length,
          (globalThis as unknown as { ran?: number }).ran,
        ]),
      ).toEqual(['svg', 0, undefined]);
      expect(
        await page.evaluate(
          (text) =>
            new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror, script').length,
          svg,
        ),
      ).toBe(0);
      await page.close();
    }
  });
});
