/** What `heapscale --help` prints. */
import { layouts } from '../layout/engines.ts';

/** The help for weighing files. */
export const WEIGH_HELP = `heapscale FILE...       how much memory the files' contents take on V8, and where

FILE is JSON, one record of JSON per line (.jsonl, .ndjson; streamed), or a heap snapshot (.heapsnapshot,
.heaptimeline, or recognised by its content); each may be compressed by gzip. - is standard input.
Several files are weighed one by one and together.

What is read
  --import              FILE is a module: runs it, weighs what it exports; what it prints goes to stderr
  --as KIND             read FILE as json, jsonl or heapsnapshot, whatever its name and content
  --load                load all records of a file larger than 64 MiB, rather than a sample
  --sample N            weigh N random records (or elements of each huge array) and scale up; default 10000
  --calibration FILE    weigh by what heapscale calibrate has learned from V8
  --layout NAME         sizes for another engine: ${Object.keys(layouts).join(', ')}
  --threads N           use at most N threads; default: one a core for several files, one for a sampled file
  --facts               ask V8 itself how it stores objects, arrays and strings (its test functions; see heap/README.md)

What is shown
  --tree                places, and what each of them retains
  --depth N, --rows N   steps from the value, and places, in the tree or a picture
  --diff A B            what has grown from file A to file B, by type and place; with --markdown for a pull
                        request, with --max a budget for the growth; of heap snapshots also A B C ...
  --advise              what could be smaller, and by how much
  --json                the report as data, with --tree its places too
  --markdown            tables for a pull request
  --folded              stacks and bytes, for flame graph tools
  --html FILE           a page with a treemap and a table; - is standard output
  --svg FILE            the treemap alone
  --speedscope FILE     a profile for speedscope.app

What is asked of a heap snapshot
  --suspects            objects and classes that retain more than a tenth of the heap, and what holds them
  --retainers NAME      why the objects of a class are alive, or with @ID one object
  --owners              bytes by package and module
  --duplicates          equal strings, and objects of equal shape and content
  --detached            DOM nodes that are in no document
  --shapes              hidden classes by class
  --forecast NAME       what the heap would weigh on another engine, such as node24compressed

  --max SIZE            a budget for all files together, such as 64MiB or 64000: exit code 1 if they take more
  -h, --help            show this help

Exit codes: 0 success, 1 over budget, 2 error. NO_COLOR and FORCE_COLOR are respected.
`;

/** The complete help: weighing files, and the other commands by name. */
export function helpOf(commands: readonly (readonly [name: string, summary: string])[]): string {
  return `${WEIGH_HELP}
Commands
${commands.map(([name, summary]) => `  heapscale ${name.padEnd(12)}${summary}`).join('\n')}
  heapscale --version   print the version
`;
}
