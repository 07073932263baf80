/** The engines that heapscale knows, each measured on the engine itself: a table a file, and here their names. */
import type { Layout } from './layout.ts';
import { chromium150 } from './generated/chromium150.ts';
import { chromium156 } from './generated/chromium156.ts';
import { deno } from './generated/deno.ts';
import { node20 } from './generated/node20.ts';
import { node22 } from './generated/node22.ts';
import { node24 } from './generated/node24.ts';
import { node26 } from './generated/node26.ts';

/** `chromium` is the latest that was measured. */
const TABLES = { node20, node22, node24, node26, deno, chromium: chromium156, chromium150, chromium156 };

/** The names of the known engines. */
export type LayoutName = keyof typeof TABLES;

/** The known engines' layouts by name: pass one as `options.layout` to weigh for an engine that is not the running one. */
export const layouts: Readonly<Record<LayoutName, Layout>> = TABLES;
