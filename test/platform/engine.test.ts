// Which engine a host is taken for, and the layout and words that follow: hosts that cannot be installed here are
// simulated.
import { describe, expect, it } from 'vitest';
import { layouts } from '../../src/index.ts';
import { layoutFor } from '../../src/layout/detect.ts';
import { detect } from '../../src/platform/engine.ts';

const node = (versions: object, variables: Readonly<Record<string, unknown>> = {}) => ({
  process: { versions, config: { variables } },
});
const browser = (userAgent: string) => ({ navigator: { userAgent } });
const compressed = { v8_enable_pointer_compression: 1 };

describe('the layout of a host', () => {
  it.each([
    ['Node 24', node({ node: '24.11.0', v8: '13.6.233.10-node.28' }), layouts.node24],
    ['Node 24, compressed', node({ node: '24.11.0', v8: '13.6.233.10-node.28' }, compressed), layouts.node24compressed],
    ['Node 26, compressed', node({ node: '26.1.0', v8: '14.6.202.5-node.9' }, compressed), layouts.node26compressed],
    ['Chrome 156', browser('Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36'), layouts.chromium156],
    [
      'Electron, which has the V8 of its Chromium',
      node({ node: '24.9.0', electron: '43.0.1', chrome: '156.0.8078.0', v8: '15.6.113.2-electron.0' }),
      layouts.chromium156,
    ],
    ['workerd', browser('Cloudflare-Workers'), layouts.workerd],
    [
      'workerd with nodejs_compat',
      { ...node({ node: '22.23.4', v8: '' }, compressed), navigator: { userAgent: 'Cloudflare-Workers' } },
      layouts.workerd,
    ],
  ])('%s has its own table', (_, host, layout) => {
    expect(layoutFor(detect(host))).toBe(layout);
  });

  it.each([
    [
      'a later Electron',
      node({ node: '26.1.0', electron: '50.0.0', v8: '16.4.10-electron.0' }),
      { id: 'chromium156', taggedSize: 4, assumption: 'the nearest known to Electron 50.0.0, V8 16.4.10-electron.0' },
    ],
    [
      'a later Node',
      node({ node: '30.0.0', v8: '17.2.1-node.1' }),
      { taggedSize: 8, assumption: 'the nearest known to V8 17.2.1-node.1' },
    ],
    [
      'a compressed Node 22',
      node({ node: '22.20.0', v8: '12.4.254.21-node.33' }, compressed),
      { id: 'node24compressed', assumption: 'the nearest known to V8 12.4.254.21-node.33' },
    ],
    [
      'Bun, which reports a version of V8',
      node({ node: '24.3.0', bun: '1.4.5', v8: '13.6.233.10-node.28' }),
      { id: 'node24', assumption: 'assumed: Bun 1.4.5 is not V8' },
    ],
    [
      'Firefox',
      browser('Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'),
      { id: 'node24', assumption: 'assumed: this engine is not V8 or does not say so' },
    ],
    [
      'a host that reports nothing',
      {},
      { id: 'node24', assumption: 'assumed: this engine is not V8 or does not say so' },
    ],
  ])('%s: the nearest one, with what was assumed', (_, host, expected) => {
    const layout = layoutFor(detect(host));
    expect(layout).toMatchObject(expected);
    if (layout.assumption !== undefined) expect(layout.title).toContain(layout.assumption);
  });
});
