/** A worker thread of `heapscale FILE` that reads ranges of a file. It loads nothing that weighs, to start quickly. */
import { scanLines } from './scan-lines.ts';
import { doTasks } from './thread-tasks.ts';

doTasks(scanLines);
