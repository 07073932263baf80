/** Escapes strings for HTML, XML and JSON inside a script, so that no name becomes markup or code. */
import { printable } from '../table.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for the inside of an element or of a quoted attribute. What XML cannot hold is shown as an escape. */
export function escapeMarkup(text: string): string {
  return toOneLine(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
}

/** A name on one line: no control characters, and no half of a surrogate pair. */
export function toOneLine(text: string): string {
  return printable(text).replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16)}`,
  );
}

/** JSON for a script element of HTML: no `<` that could end it, and no line end that a script does not allow. */
export function toScriptJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
