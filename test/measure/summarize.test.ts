// One line a value, and that line in real loggers.
import { Writable } from 'node:stream';
import createDebug from 'debug';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import winston from 'winston';
import { deepSizeOf, summarize } from '../../src/index.ts';
import { boom, hostile } from '../corpus/hostile.ts';

const session = { user: 'ann', tags: ['a', 'b'], half: 0.5 };
const line = summarize(session);

describe('summarize', () => {
  it('says size, objects, interval and the heaviest types', () => {
    expect(summarize({ a: 1, b: 2 })).toMatch(/^40 B \(likely 40 to \d+ B, at most \d+ B\) in 1 object: Object 40 B$/);
    expect(summarize('some text')).toBe('32 B in 1 object: string 32 B');
    expect(summarize(1)).toBe('0 B in 0 objects');
    expect(summarize([1.5, 'some text', 2n ** 70n, new Map(), new Set()])).toMatch(
      /^\d+ B \(likely .*\) in 6 objects: Map 184 B, Set 152 B, Array \d+ B, 3 more types$/,
    );
  });

  it('says what was not followed, and that a limit ended the walk', () => {
    expect(summarize([() => 1])).toMatch(/; not followed: closures \(1\)$/);
    expect(summarize([{}, {}, {}], { maxObjects: 2 })).toMatch(/^at least /);
  });

  it('says what changed since an earlier report, with the rate if it is told the time', () => {
    const since = deepSizeOf([1]);
    const now = summarize([1, 2, 3]);
    expect(summarize([1, 2, 3], { since })).toBe(`${now}; +16 B since the last sample`);
    expect(summarize([1, 2, 3], { since, sinceMs: 1000 })).toBe(`${now}; +16 B since the last sample, +56.3 KiB/h`);
    expect(summarize(deepSizeOf([]), { since: since.toJSON() })).toMatch(/; -\d+ B since the last sample$/);
    expect(summarize([2], { since })).toMatch(/; unchanged since the last sample$/);
    expect(() => summarize(1, { since: 1 as never })).toThrow(/^since must be a report of deepSizeOf/);
    expect(() => summarize(1, { since, sinceMs: 0 })).toThrow(
      /^sinceMs must be a number of milliseconds above 0; got 0/,
    );
    expect(() => summarize(1, { sinceMs: 5 })).toThrow(/^option 'sinceMs' needs 'since'/);
  });

  it('sums a report up as it stands', () => {
    const report = deepSizeOf({ a: 1, b: 2 });
    expect(summarize(report)).toBe(summarize({ a: 1, b: 2 }));
    expect(summarize(new Proxy(report, { getPrototypeOf: boom }))).toContain('Proxy');
  });

  it.each(hostile)('is one line: %s', (_, build) => {
    expect(summarize(build())).toMatch(/^[^\n\r\u2028\u2029]+$/);
  });

  it('is one line though a type has a line end in its name', () => {
    const named = new (Object.defineProperty(class {}, 'name', { value: 'two\nlines' }) as new () => object)();
    expect(summarize(named)).toContain('two\\u000alines');
  });
});

describe('as a serializer', () => {
  /** A stream that keeps what is written. */
  function sink(): { readonly stream: Writable; readonly text: () => string } {
    let text = '';
    return {
      stream: new Writable({
        write(chunk: Buffer, _, done) {
          text += String(chunk);
          done();
        },
      }),
      text: () => text,
    };
  }

  it('of pino', () => {
    const { stream, text } = sink();
    const log = pino({ serializers: { session: summarize } }, stream);
    log.info({ session }, 'signed in');
    expect((JSON.parse(text()) as { session: string }).session).toBe(line);
  });

  it('of winston', () => {
    const { stream, text } = sink();
    const sizes = winston.format((info) => ({ ...info, session: summarize(info['session']) }));
    const log = winston.createLogger({
      format: winston.format.combine(sizes(), winston.format.json()),
      transports: [new winston.transports.Stream({ stream })],
    });
    log.info('signed in', { session });
    expect((JSON.parse(text()) as { session: string }).session).toBe(line);
  });

  it('of debug', () => {
    createDebug.formatters['w'] = (value: unknown) => summarize(value);
    const log = createDebug('app');
    log.enabled = true;
    const lines: string[] = [];
    log.log = (text: string) => lines.push(text);
    log('session: %w', session);
    expect(lines[0].replace(/\u001b\[[\d;]*m/g, '')).toContain(`app session: ${line}`);
  });

  it('a report itself prints as a table and as data', () => {
    const { stream, text } = sink();
    pino({}, stream).info({ session: deepSizeOf(session) });
    expect((JSON.parse(text()) as { session: { bytes: number } }).session.bytes).toBe(deepSizeOf(session).bytes);
  });
});
