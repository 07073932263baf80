/** Escapes strings for HTML, XML and JSON in a script, so that no name becomes markup or code. */
import { printable } from '../table.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a string for element content or a quoted attribute. Characters that XML forbids become \u escapes. */
export function escapeMarkup(text: string): string {
  return toOneLine(text).replace(/[&<>"']/g, (char) => ENTITIES[char]);
}

/** A name on one line, without control characters and lone surrogates. */
export function toOneLine(text: string): string {
  return printable(text).replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16)}`,
  );
}

/** JSON for an HTML script element: without `<`, which could end it, and without U+2028 and U+2029. */
export function toScriptJson(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
