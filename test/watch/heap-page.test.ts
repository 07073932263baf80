// heapPage: the page of a server, without the content of any value.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heapPage, sizeGauges } from '../../src/index.ts';

class Session {
  token = 'a secret token';
}
const state = { sessions: [new Session(), new Session()], secretKey: 'another secret' };

describe('the page', () => {
  it('has the sizes and types of every value, and none of its content', async () => {
    const gauges = sizeGauges({ state: () => state });
    const page = heapPage(gauges);
    expect(await page.text()).toBe('no value has been weighed yet\n');
    await gauges.measure();
    const text = await page.text('/heap');
    expect(text).toMatch(/^value +size +range +weighed in\nstate +\d+ B/);
    expect(text).toMatch(/\nstate: \d+ B.* in \d+ objects.*\ntype +count +bytes +share\n/);
    expect(text).toMatch(/\nSession +2 /);
    expect(text).not.toMatch(/secret/);
  });

  it('has names of keys if the gauges have paths', async () => {
    const gauges = sizeGauges({ state: () => state }, { paths: true });
    await gauges.measure();
    const text = await heapPage(gauges).text();
    expect(text).toContain('secretKey');
    expect(text).toContain('sessions');
    expect(text).not.toMatch(/a secret|another/);
  });

  it('has further sections when they are asked for', async () => {
    const page = heapPage(sizeGauges({}), {
      sections: {
        census: () => Promise.resolve('Session 2'),
        broken: () => {
          throw new Error('no inspector');
        },
      },
    });
    expect(await page.text('/heap')).toContain('more: ?census\n\nmore: ?broken\n');
    expect(await page.text('/heap?census&broken')).toContain(
      'census: Session 2\n\nbroken: not available: no inspector\n',
    );
    expect(() => heapPage({} as never)).toThrow(/^gauges must be what sizeGauges returns/);
    expect(() => heapPage(sizeGauges({}), { sections: { census: 1 as never } })).toThrow(
      /^sections\.census must be a function/,
    );
  });
});

describe('as a handler', () => {
  const gauges = sizeGauges({ state: () => state });
  const page = heapPage(gauges);
  const server = createServer((request, response) => void page(request, response));
  beforeAll(async () => {
    await gauges.measure();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('answers with text that is not stored', async () => {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/heap`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(await page.text());
  });
});
