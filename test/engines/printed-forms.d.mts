import type * as heapscale from '../../src/index.ts';

export function printedForms(entry: typeof heapscale, options?: heapscale.SizeOptions): Promise<[string, string][]>;
