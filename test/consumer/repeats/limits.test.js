// Limits on calls whose allocations are known, again and again: each verdict at 2 % or 4 KiB from the truth must be right.
// Run by vitest and by Jest: repeats.mjs starts it.
const { sizeOf } = globalThis.heapscale;
const env = process.env;
const first = Number(env.REPEATS_FROM ?? 0);
const end = Number(env.REPEATS_TO ?? first + 10);

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
}

function points(count) {
  const list = new Array(count);
  for (let i = 0; i < count; i++) list[i] = new Point(i, i);
  return list;
}

const latin1 = Buffer.alloc(10 * 2 ** 20, 97);
const utf16 = Buffer.alloc(10 * 2 ** 20, 'ab');

/** Sizes in V8: elements of n words, an array with them. */
const elements = (count) => 16 + 8 * count;
const array = (count) => 32 + elements(count);
const pointsSize = (count) => array(count) + 40 * count;
/** Above a MiB or so Node keeps what a string consists of outside the heap, and above 64 B what a view consists of. */
const word = (bytes) => Math.ceil(bytes / 8) * 8;
const viewSize = sizeOf(new Uint8Array(1000)) + sizeOf(new ArrayBuffer(1));

/** What a Set of n elements allocates, with the tables that it grew out of. */
function tablesOfSet(count) {
  let sum = 0;
  for (let capacity = 4; ; capacity *= 2) {
    sum += elements(3 + capacity / 2 + 2 * capacity);
    if (capacity >= count) return sum;
  }
}

/** What an array allocates to which n elements are pushed. */
function elementsOfPushed(count) {
  let sum = 0;
  for (let capacity = 0; capacity < count; ) {
    const needed = capacity + 1;
    capacity = needed + (needed >> 1) + 16;
    sum += elements(capacity);
  }
  return sum;
}

/** Each takes about so many bytes: the call, what it allocates, and whether all of that is in use at its end. */
const SEEDS = {
  instances(bytes) {
    const count = Math.ceil(bytes / 48);
    return { fn: () => points(count), allocated: pointsSize(count), isKept: true };
  },
  'instances of a promise'(bytes) {
    const count = Math.ceil(bytes / 96);
    const fn = async () => {
      const list = points(count);
      await Promise.resolve();
      return [list, await Promise.resolve(points(count))];
    };
    return { fn, allocated: 2 * pointsSize(count), isKept: true };
  },
  'instances that are dropped'(bytes) {
    const count = Math.ceil(bytes / 480);
    const fn = () => {
      for (let i = 0; i < 10; i++) points(count);
    };
    return { fn, allocated: 10 * pointsSize(count), isKept: false };
  },
  elements(bytes) {
    const count = Math.ceil(bytes / 8);
    return { fn: () => new Array(count).fill(0), allocated: array(count), isKept: true };
  },
  'a pushed array'(bytes) {
    const count = Math.ceil(bytes / 24);
    const fn = () => {
      const list = [];
      for (let i = 0; i < count; i++) list.push(i);
      return list;
    };
    return { fn, allocated: 32 + 16 + elementsOfPushed(count), isKept: false };
  },
  'a set'(bytes) {
    const count = Math.ceil(bytes / 40);
    const fn = () => {
      const set = new Set();
      for (let i = 0; i < count; i++) set.add(i);
      return set;
    };
    return { fn, allocated: 32 + tablesOfSet(count), isKept: false };
  },
  closures(bytes) {
    const count = Math.ceil(bytes / 104);
    const fn = () => {
      const list = new Array(count);
      for (let i = 0; i < count; i++) list[i] = () => i;
      return list;
    };
    return { fn, allocated: array(count) + (56 + 40) * count, isKept: true };
  },
  'a string'(bytes) {
    return { fn: () => latin1.toString('latin1', 0, bytes), allocated: 16 + word(bytes), isKept: true };
  },
  'a string of two bytes a character'(bytes) {
    // Above a MiB the string is outside the heap, where Node 26 reports its characters and not its bytes.
    const even = 2 * Math.floor(Math.min(bytes, 1_000_000) / 2);
    return { fn: () => utf16.toString('utf16le', 0, even), allocated: 16 + word(even), isKept: true };
  },
  'a buffer'(bytes) {
    return { fn: () => new Uint8Array(bytes), allocated: bytes + viewSize, isKept: true };
  },
  'a buffer of a promise'(bytes) {
    const fn = async () => {
      await null;
      return Buffer.alloc(bytes);
    };
    return { fn, allocated: bytes + viewSize, isKept: true };
  },
  buffers(bytes) {
    const count = Math.ceil(bytes / 2200);
    const fn = () => {
      const list = new Array(count);
      for (let i = 0; i < count; i++) list[i] = new Uint8Array(2000);
      return list;
    };
    return { fn, allocated: array(count) + count * (2000 + viewSize), isKept: true };
  },
};
const NAMES = Object.keys(SEEDS);

/** The same for each number: from 1 KiB to 10 MiB, as many small ones as large ones. */
function sizeOfRepeat(repeat) {
  const random = ((repeat * 48271 + 11) % 7919) / 7919;
  return Math.round(1024 * 10240 ** random);
}

const holder = new Map();
Object.assign(globalThis, { repeatsHolder: holder });

it('every verdict is right', async () => {
  const sums = {};
  const wrong = [];
  const check = async (name, promise, shouldFail = false) => {
    const kind = name.slice(0, name.indexOf(' ('));
    const sum = (sums[kind] ??= { count: 0, ms: 0 });
    const start = process.cpuUsage();
    const message = await promise.then(
      () => undefined,
      (error) => error.message,
    );
    sum.count++;
    const { user, system } = process.cpuUsage(start);
    sum.ms += (user + system) / 1000;
    if ((message !== undefined) !== shouldFail) wrong.push(`${name}: ${message ?? 'passed'}`);
  };
  // V8 decides by the first instances how large they are.
  points(100);
  for (let repeat = first; repeat < end; repeat++) {
    const name = NAMES[repeat % NAMES.length];
    const bytes = sizeOfRepeat(repeat);
    const { fn, allocated, isKept } = SEEDS[name](bytes);
    const allowed = Math.max(0.02 * allocated, 4096);
    const label = `(${repeat}: ${name}, ${allocated} B)`;
    await check(`toAllocateLess ${label}`, expect(fn).toAllocateLess(allocated + allowed));
    if (isKept) await check(`toPeakBelow ${label}`, expect(fn).toPeakBelow(allocated + allowed));
    // Twelve calls each, and samples of what allocates: not of every one.
    if (repeat % 5 === 0 && allocated > allowed)
      await check(`not.toAllocateLess ${label}`, expect(fn).not.toAllocateLess(allocated - allowed));
    if (repeat % 5 === 2 && allocated > allowed && isKept)
      await check(`not.toPeakBelow ${label}`, expect(fn).not.toPeakBelow(allocated - allowed));
    // Without a tolerance all collections of the process are counted, which takes half a second.
    const tolerance = repeat % 16 === 0 ? 0 : 16;
    const left = expect(fn).toLeaveNothing({ warmups: 2, runs: bytes > 2 ** 20 ? 2 : 5, tolerance });
    await check(`toLeaveNothing${tolerance === 0 ? '' : ' with a tolerance'} ${label}`, left);
    if (repeat % 250 === 3) {
      let key = 0;
      const leak = () => void holder.set(key++, new Point(1, 2));
      await check(`a leak ${label}`, expect(leak).toLeaveNothing({ warmups: 2, runs: 2 }), true);
      holder.clear();
    }
  }
  process.getBuiltinModule('node:fs').writeFileSync(env.REPEATS_RESULT, JSON.stringify({ sums, wrong }));
}, 3_600_000);
