/**
 * How Jest's workers hand what they measured to the reporter: Jest has no way for that, so each file's figures go into
 * a file of a folder that an environment variable names. Workers inherit it, and tests in the same process copy it.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileMemory } from './file-memory.ts';
import type { WorkerSettings } from './reporter-options.ts';

const VARIABLE = 'HEAPSCALE_REPORTER';

/** What a worker finds in the variable. */
interface Assignment extends WorkerSettings {
  readonly folder: string;
}

/** What a worker leaves in the folder. */
export interface Delivery {
  readonly path: string;
  readonly memory: FileMemory;
}

/** Makes a folder, and passes its name to the workers that are started from now on. */
export function openExchange({ minGrowth, census }: WorkerSettings): string {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-reporter-'));
  const assignment: Assignment = { folder, minGrowth, census };
  process.env[VARIABLE] = JSON.stringify(assignment);
  return folder;
}

/** What was left in the folder, in no particular order; the folder is removed. */
export function closeExchange(folder: string): Delivery[] {
  delete process.env[VARIABLE];
  const deliveries = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Delivery,
  );
  rmSync(folder, { recursive: true });
  return deliveries;
}

/** In a worker: what it has to know; undefined if no reporter asks. */
export function assignment(): Assignment | undefined {
  const value = process.env[VARIABLE];
  return value === undefined ? undefined : (JSON.parse(value) as Assignment);
}

/** In a worker: leaves what it measured. */
export function deliver(folder: string, path: string, memory: FileMemory): void {
  const delivery: Delivery = { path, memory };
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(delivery));
}
