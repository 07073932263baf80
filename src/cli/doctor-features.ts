/**
 * What heapscale can use on this engine, as `heapscale doctor` prints it. A module that is there need not work: Deno
 * and Bun have one for the inspector, and permissions deny it. So each feature is used once.
 */
import { channel } from 'node:diagnostics_channel';
import { collector } from '../heap/collector.ts';
import { engineFacts } from '../heap/facts/engine-facts.ts';
import { Inspector } from '../platform/inspector.ts';

/** A feature that functions of heapscale need. */
export interface Feature {
  readonly name: string;
  readonly works: boolean;
  /** Why it does not work, in one sentence. */
  readonly reason?: string;
}

/** The features, in the order of what needs them most; `snapshotFailure` is the error of a heap snapshot. */
export function featuresOf(snapshotFailure: unknown): readonly Feature[] {
  return [
    feature('heap snapshots', () => {
      if (snapshotFailure !== undefined) throw snapshotFailure;
    }),
    feature('inspector', () => Inspector.session().post('Runtime.evaluate', { expression: '1' })),
    feature('engine facts', engineFacts),
    feature('collecting garbage', () => collector()({ type: 'minor' })),
    feature('diagnostics channels', receiveMessage),
  ];
}

/** A message that is published has to arrive. */
function receiveMessage(): void {
  const tested = channel('heapscale:doctor');
  let received = false;
  const receive = (): void => void (received = true);
  tested.subscribe(receive);
  tested.publish({});
  tested.unsubscribe(receive);
  if (!received) throw new Error('a published message did not arrive');
}

function feature(name: string, use: () => unknown): Feature {
  try {
    use();
    return { name, works: true };
  } catch (error) {
    return { name, works: false, reason: sentenceOf(error) };
  }
}

/** The message of an error, without further lines. */
function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0].trim();
}
