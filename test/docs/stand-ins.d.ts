// What snippets of the guides talk about without making it, as types: test/examples/stand-ins.ts has the values. Global,
// so that the program of all snippets sees it; no type of Node or of a browser is used.
declare class Logger {
  lines: string[];
}
declare const config: { debug: boolean };
declare const leaked: { session: string };
declare const cache: Map<string, { at: number; body: string }>;
declare const session: { user: string; tags: string[] };
declare const a: { shared: object; own: number };
declare const b: { shared: object; own: number };
declare const before: import('heapscale').SizeReport;
declare const after: import('heapscale').SizeReport;
declare const value: unknown;
declare const state: { logger: Logger; config: object; session: object };
declare const store: { session: object };
declare const bigCache: Map<string, object>;
declare const huge: { i: number }[];
declare const createSession: () => { user: string };
declare const build: (count: number) => { i: number }[];
declare const load: () => unknown;
declare const reportsOfWorkers: import('heapscale').SizeReportData[];
declare const workers: object[];
declare const handleRequests: () => Promise<void>;
declare const server: { state: object };
declare const askForReport: (of: unknown) => Promise<import('heapscale').SizeReportData>;
declare const onProgress: (progress: import('heapscale').Progress) => void;
declare const signal: NonNullable<import('heapscale').AsyncSizeOptions['signal']>;
