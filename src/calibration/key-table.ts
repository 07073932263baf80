/** The keys of dictionaries: V8 shares equal ones, so each counts where it is met first. */
import { stringBytes } from '../layout/strings.ts';
import type { Layout } from '../layout/layout.ts';
import { isTwoByteScanned, scanned, scanString } from '../platform/scan-string.ts';
import { Seen, StringTable } from '../weigh/strings/string-table.ts';

/** Keys that were met. */
export class KeyTable {
  readonly #table = new StringTable();

  /** Bytes of the names from `from` on that were not met before; names of one character have no size. */
  newBytes(layout: Layout, names: readonly string[], from: number): number {
    let bytes = 0;
    for (let i = from; i < names.length; i++) {
      const name = names[i];
      if (name.length < 2) continue;
      scanString(name);
      if (this.#table.add(name, scanned.hash) !== Seen.yes)
        bytes += stringBytes(layout, name.length, isTwoByteScanned(name));
    }
    return bytes;
  }

  /** Forgets all keys. */
  clear(): void {
    this.#table.clear();
  }
}
