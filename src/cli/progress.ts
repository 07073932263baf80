/** A progress line on stderr; only on a terminal that accepts escape sequences, and removed when the work is done. */
import { formatBytes } from '../report/bytes.ts';
import { formatCount } from '../report/table.ts';
import { hasColours } from './colour.ts';

const WIDTH = 24;
/** Milliseconds between two updates: ten a second look smooth. */
const PAUSE = 100;

/** The progress of one file. */
export interface Progress {
  /** Bytes read, and the total; undefined for a stream of unknown length. */
  read(bytes: number, total: number | undefined): void;
  /** Objects weighed so far. */
  weighed(objects: number): void;
  /** Removes the line. */
  end(): void;
}

const SILENT: Progress = { read() {}, weighed() {}, end() {} };

/** A progress line for a file; silent if stderr is not a terminal, or one without escape sequences. */
export function progressOf(
  name: string,
  stream: NodeJS.WriteStream = process.stderr,
  env: NodeJS.ProcessEnv = process.env,
): Progress {
  // FORCE_COLOR does not turn a file into a terminal.
  if (stream.isTTY !== true || !hasColours(stream, env)) return SILENT;
  let last = 0;
  const draw = (text: () => string): void => {
    const now = performance.now();
    if (now - last < PAUSE) return;
    last = now;
    // A line longer than the terminal is truncated: the name, not the figures. Some terminals report no width.
    const line = `${text()}  ${name}`;
    stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
  };
  return {
    read: (bytes, total) =>
      draw(() => {
        if (total === undefined || total === 0) return `${formatBytes(bytes)} read`;
        const part = Math.min(1, bytes / total);
        const full = Math.round(part * WIDTH);
        const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
        return `${bar} ${(part * 100).toFixed(0).padStart(3)} %  ${formatBytes(bytes)} of ${formatBytes(total)}`;
      }),
    weighed: (objects) => draw(() => `${formatCount(objects)} objects weighed`),
    end: () => {
      if (last > 0) stream.write('\r\u001b[2K');
    },
  };
}
