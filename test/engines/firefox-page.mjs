// Imported by a page in Firefox: what breaks a promise there.
import { broken } from './other-engines.mjs';

export const run = () => broken('this engine is not V8 or does not say so');
