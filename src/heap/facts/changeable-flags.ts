/**
 * Whether V8's flags can be changed in this process. Where they are frozen V8 does not refuse a change but aborts, so
 * this must be known beforehand; and other platforms than Node may have frozen them without any sign.
 */
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { withOriginals } from '../../platform/original-built-ins.ts';

/** V8 takes dashes and underscores alike, and the last of several settings counts. */
const FREEZE = /^--?(no-?)?freeze-flags-after-init$/;

/** True if the last of these command line arguments that is about it freezes V8's flags. */
export function freezesFlags(args: readonly string[]): boolean {
  let frozen = false;
  for (const arg of args) {
    const found = FREEZE.exec(arg.replaceAll('_', '-'));
    if (found !== null) frozen = found[1] === undefined;
  }
  return frozen;
}

/** Why V8's flags cannot be changed; undefined if they can. */
export function whyFlagsAreFrozen(): string | undefined {
  const { versions, release } = process;
  const other = ['deno', 'bun', 'electron'].find((name) => versions[name] !== undefined);
  if (other !== undefined || release?.name !== 'node')
    return `V8's flags can be changed in Node, not in ${other ?? 'this platform'}`;
  if (areFlagsFrozen()) return "V8's flags are frozen: --freeze-flags-after-init is set";
  return undefined;
}

/** True if V8 aborts the process when a flag is changed; platforms other than Node are not known to freeze them. */
export function areFlagsFrozen(): boolean {
  return withOriginals(() => freezesFlags(givenOptions()));
}

let given: ReadonlySet<string> | undefined;

/** Names of the flags that the command line sets, on or off; read once, since a worker has to ask for a report. */
export function flagsOfCommandLine(): ReadonlySet<string> {
  return (given ??= withOriginals(() => new Set(givenOptions().map(flagName))));
}

/** The name of a flag, on or off: `compact` for `--no_compact`; empty for what is not a flag. */
export function flagName(option: string): string {
  return /^--?(?:no-?)?([^=]+)/.exec(option.replaceAll('_', '-'))?.[1] ?? '';
}

function givenOptions(): readonly string[] {
  return [...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/), ...commandLine()];
}

/** The options of Node; the flags are those of the process, and a worker's own options need not show them. */
function commandLine(): readonly string[] {
  if (isMainThread) return process.execArgv;
  const { report } = process as { report?: { getReport(): object; excludeNetwork?: boolean } };
  if (report === undefined) return process.execArgv;
  const { excludeNetwork } = report;
  // Otherwise Node may look up the names of open connections.
  if (excludeNetwork === false) report.excludeNetwork = true;
  try {
    const { header } = report.getReport() as { header?: { commandLine?: readonly string[] } };
    // Arguments of the script are among them; one of this name is rather a reason to refuse than to abort.
    return [...process.execArgv, ...(header?.commandLine ?? [])];
  } finally {
    if (excludeNetwork === false) report.excludeNetwork = false;
  }
}
