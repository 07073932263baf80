/** A line on stderr that tells how far it is; only on a terminal, and gone when the work is done. */
import { formatBytes } from '../report/bytes.ts';
import { formatCount } from '../report/table.ts';

const WIDTH = 24;
/** Milliseconds between two drawings: ten a second look smooth. */
const PAUSE = 100;

/** Tells the progress of one file. */
export interface Progress {
  /** Bytes read of so many; of a stream the whole is not known. */
  read(bytes: number, total: number | undefined): void;
  /** Objects weighed so far. */
  weighed(objects: number): void;
  /** Takes the line away. */
  end(): void;
}

const SILENT: Progress = { read() {}, weighed() {}, end() {} };

/** A progress line for a file; silent where stderr is no terminal. */
export function progressOf(name: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (stream.isTTY !== true) return SILENT;
  let last = 0;
  const draw = (text: () => string): void => {
    const now = performance.now();
    if (now - last < PAUSE) return;
    last = now;
    // What is too long for the terminal is cut, and the name rather than the figures. A pipe that plays terminal has no columns.
    const line = `${text()}  ${name}`;
    stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
  };
  return {
    read: (bytes, total) =>
      draw(() => {
        if (total === undefined || total === 0) return `${formatBytes(bytes)} read`;
        const part = Math.min(1, bytes / total);
        const full = Math.round(part * WIDTH);
        return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${(part * 100).toFixed(0).padStart(3)} %  ${formatBytes(bytes)} of ${formatBytes(total)}`;
      }),
    weighed: (objects) => draw(() => `${formatCount(objects)} objects weighed`),
    end: () => {
      if (last > 0) stream.write('\r\u001b[2K');
    },
  };
}
