/** Which texts V8 has already, whoever else holds them. */
import { WORDS_OF_ALL_ENGINES, WORDS_OF_SOME_ENGINES } from '../layout/engine-words.ts';
import { isBuiltInName } from './boundary.ts';
import * as js from './intrinsics.ts';
import { StringTable } from './string-table.ts';

/** How surely a text is V8's own: not at all, perhaps, or in every engine. */
export const EngineText = { no: 0, maybe: 1, yes: 2 } as const;

/** V8 keeps the texts of small numbers in a table. */
const SMALL_NUMBER = /^\d{1,4}$/;

/** The longest text that is looked up; the few longer ones are sentences. */
const MAX_LENGTH = 32;

let surely: StringTable | undefined;
let perhaps: StringTable | undefined;

/** Whether V8 shares a text with the whole program. A text that a program made piece by piece is its own all the same. */
export function engineTextOf(text: string): 0 | 1 | 2 {
  if (text.length > MAX_LENGTH) return EngineText.no;
  surely ??= tableOf(WORDS_OF_ALL_ENGINES);
  if (surely.has(text)) return EngineText.yes;
  perhaps ??= tableOf(WORDS_OF_SOME_ENGINES);
  return perhaps.has(text) || js.matches(SMALL_NUMBER, text) || isBuiltInName(text) ? EngineText.maybe : EngineText.no;
}

function tableOf(words: string): StringTable {
  const table = new StringTable();
  const list = js.split(words, '|');
  for (let i = 0; i < list.length; i++) table.add(list[i]);
  return table;
}
