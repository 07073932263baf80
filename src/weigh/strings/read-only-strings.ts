/** Which texts V8 has already, whoever else holds them. */
import { WORDS_OF_ALL_ENGINES, WORDS_OF_SOME_ENGINES } from '../../layout/generated/read-only-strings.ts';
import { builtInNames } from '../../walk/boundary.ts';
import * as js from '../../platform/intrinsics.ts';
import { scanned, scanText } from '../../platform/scan-string.ts';
import { StringTable } from './string-table.ts';

/** How surely a text is V8's own: not at all, perhaps, or in every engine. */
export const EngineText = { no: 0, maybe: 1, yes: 2 } as const;

/** V8 keeps the texts of small numbers in a table. */
const SMALL_NUMBER = /^\d{1,4}$/;

/** The longest text that is looked up; the few longer ones are sentences. */
const MAX_LENGTH = 32;

/** One bit a hash in a table this large tells most other texts from V8's at once. */
const FILTER = 1 << 15;

interface Words {
  /** 1 where some word's hash falls. */
  readonly filter: Uint8Array;
  readonly surely: StringTable;
  readonly perhaps: StringTable;
}

let words: Words | undefined;

/** Whether V8 shares a text with the whole program. A text that a program made piece by piece is its own all the same. */
export function engineTextOf(text: string, hash: number): 0 | 1 | 2 {
  if (text.length > MAX_LENGTH) return EngineText.no;
  const { filter, surely, perhaps } = (words ??= toWords());
  if (filter[hash & (FILTER - 1)] === 0 && text.length > 4) return EngineText.no;
  if (surely.has(text, hash)) return EngineText.yes;
  return perhaps.has(text, hash) || js.matches(SMALL_NUMBER, text) ? EngineText.maybe : EngineText.no;
}

function toWords(): Words {
  const filter = new Uint8Array(FILTER);
  const put = (list: readonly string[]): StringTable => {
    const table = new StringTable();
    for (let i = 0; i < list.length; i++) {
      scanText(list[i]);
      table.add(list[i], scanned.hash);
      filter[scanned.hash & (FILTER - 1)] = 1;
    }
    return table;
  };
  const surely = put(js.split(WORDS_OF_ALL_ENGINES, '|'));
  const names = builtInNames();
  const some = js.split(WORDS_OF_SOME_ENGINES, '|');
  for (let i = 0; i < some.length; i++) names[names.length] = some[i];
  return { filter, surely, perhaps: put(names) };
}
