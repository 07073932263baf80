/** Where the functions to be profiled are. */
import { fileURLToPath } from 'node:url';

export const inFixtures = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
