/**
 * The least that calls of a function take. V8's own work adds to single calls, and never takes away: it compiles the
 * function at the first one, and allocates tables of feedback at some of the next. So the cheapest call is the
 * function's own, and the first that is cheap enough is an answer.
 */
import type { CallBytes, LeastOfCalls, LeastOptions } from './call-figures.ts';
import { ExactHeap } from './exact-heap.ts';
import type { HeapSample } from './heap-sample.ts';
import { allocatedIn, fullestMoments, observeCall } from './observed-call.ts';
import type { ObservedCall } from './observed-call.ts';
import { inTurn } from './whole-heap.ts';

/** Calls at the end before which garbage is collected, as before the first. */
const LAST_CALLS = 4;

/** A call without a collection before it may count by so much less: V8 allocates notes of its own after each. */
const MOST_DOUBTFUL = 1024;

/** Calls a function until a call is cheap enough, and returns the cheapest. */
export function leastOfCalls(fn: () => unknown, options: LeastOptions): Promise<LeastOfCalls> {
  return inTurn(() => measured(fn, options));
}

async function measured(fn: () => unknown, { figure, calls, enough }: LeastOptions): Promise<LeastOfCalls> {
  const read = figure === 'peak' ? peakOf : allocatedBy;
  const heap = new ExactHeap();
  try {
    const own = await ownCost(heap);
    if (figure === 'peak') await heap.shrink();
    const all: CallBytes[] = [];
    const warmUps: CallBytes[] = [];
    // A call without a collection before it can also measure too little: what an earlier call left at the end of a page
    // counts before it and not at the next collection. So it counts only if it is close to another; but the next one
    // may be the last.
    let isCheapEnough = false;
    for (let call = 0; call < calls; call++) {
      // Not between the calls that warm up: V8 decides by the first instances of a class how large all later ones are,
      // and would forget their shapes.
      const isWarmUp = call > 0 && call < calls - LAST_CALLS && !isCheapEnough;
      if (!isWarmUp) await (figure === 'peak' ? heap.collect() : heap.collectUnlessDone());
      // A peak is above what is in use without garbage.
      else if (figure === 'peak') {
        await fn();
        continue;
      }
      const observed = await once(heap, fn);
      const measured = without(read(observed), observed.isAsync ? own.async : own.sync);
      isCheapEnough = measured.bytes < enough;
      if (isWarmUp) {
        warmUps.push(measured);
        continue;
      }
      all.push(measured);
      if (isCheapEnough) break;
    }
    const least = all.reduce(cheaper).bytes - MOST_DOUBTFUL;
    all.unshift(...warmUps.filter(({ bytes }) => bytes >= least));
    return { ...all.reduce(cheaper), calls: all.map(({ bytes }) => bytes) };
  } finally {
    heap.close();
  }
}

async function once(heap: ExactHeap, fn: () => unknown): Promise<ObservedCall> {
  heap.beginCall();
  try {
    return (await observeCall(fn, nothing)).observed;
  } finally {
    heap.endCall();
  }
}

const nothing = (): void => {};
const promised = async (): Promise<void> => {};

/** Calls that warm up what measuring itself runs, and calls that are measured like those of a program's function. */
const OWN_WARM_CALLS = 6;
const OWN_CALLS = 2;

interface OwnCost {
  /** Without and with a promise to wait for. */
  readonly sync: CallBytes;
  readonly async: CallBytes;
}

let known: OwnCost | undefined;

/** What measuring allocates: the least of some calls of empty functions, measured once per process. */
async function ownCost(heap: ExactHeap): Promise<OwnCost> {
  return (known ??= { sync: await leastOf(heap, nothing), async: await leastOf(heap, promised) });
}

async function leastOf(heap: ExactHeap, fn: () => unknown): Promise<CallBytes> {
  for (let call = 0; call < OWN_WARM_CALLS; call++) await observeCall(fn, nothing);
  let best: CallBytes | undefined;
  for (let call = 0; call < OWN_CALLS; call++) {
    await heap.collectUnlessDone();
    best = cheaper(allocatedBy(await once(heap, fn)), best);
  }
  return best!;
}

function cheaper(call: CallBytes, other: CallBytes | undefined): CallBytes {
  return other === undefined || call.bytes < other.bytes ? call : other;
}

function without(call: CallBytes, own: CallBytes): CallBytes {
  const heapBytes = Math.max(0, call.heapBytes - own.heapBytes);
  return { bytes: heapBytes + call.externalBytes, heapBytes, externalBytes: call.externalBytes };
}

function toBytes({ usedBytes, externalBytes }: HeapSample): CallBytes {
  return { bytes: usedBytes + externalBytes, heapBytes: usedBytes, externalBytes };
}

function allocatedBy(observed: ObservedCall): CallBytes {
  return toBytes(allocatedIn(observed));
}

/** The fullest moment of heap and buffers together. */
function peakOf(observed: ObservedCall): CallBytes {
  const { before } = observed;
  return fullestMoments(observed)
    .map(({ usedBytes, externalBytes }) =>
      toBytes({
        usedBytes: usedBytes - before.usedBytes,
        externalBytes: externalBytes - before.externalBytes,
      }),
    )
    .reduce((a, b) => (b.bytes > a.bytes ? b : a));
}
