/**
 * What runs inside a process that has nothing installed: the build makes one file of this and of all that it needs,
 * which is evaluated there as the body of a function. When that has returned, nothing in the process refers to it.
 */
import { instancesNamed } from '../../process/instances-by-name.ts';
import { sampledCensus } from '../../process/sampled-census.ts';
import { weighInstances } from '../../process/size-of-instances.ts';
import type { List } from '../../reveal/remote-objects.ts';
import { previewOf } from './preview.ts';

/** What is asked about the live objects: all of them by class, or the largest of a class. */
export type InsideQuestion = { readonly census: true } | { readonly largest: string; readonly rows: number };

/** So many of each class are weighed: enough for bytes within a few per cent. */
const SAMPLE = { size: 1000, seed: 1 };

/** The walk over the instances takes about 100 bytes for each object, in a process whose memory may be short. */
const MAX_OBJECTS = 1_000_000;

/** The answer as JSON. */
export function answer(objects: List, question: InsideQuestion): string {
  if ('census' in question) return JSON.stringify(sampledCensus(objects, {}, SAMPLE));
  const { largest, rows } = question;
  const report = weighInstances(largest, instancesNamed(objects, largest), { maxObjects: MAX_OBJECTS }, rows);
  const previews = report.largest.map((_, i) => {
    const instance = report.instance(i);
    return instance === undefined ? '' : previewOf(instance);
  });
  return JSON.stringify({ ...report.toJSON(), previews });
}
