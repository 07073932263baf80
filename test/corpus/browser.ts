/** Structures that are made by a browser, beside those that every engine makes. */
import { structures } from './structure.ts';
import type { Structure } from './structure.ts';

export const browserOnly: readonly Structure[] = structures('synthetic', [
  [
    'structuredClone of a Map',
    () => structuredClone(new Map([['a', { b: 1 }]])),
    'a clone is built with room for more',
  ],
  [
    'text of the page',
    () => ({ title: document.title, address: location.href, language: navigator.language }),
    'texts that the page made, which Latin-1 or not may take two bytes a character',
  ],
]);
