/** Values that run code, throw or lie when somebody looks at them carelessly. None of it may happen. */

/** Code of the program: whoever runs it has failed. */
export const boom = (): never => {
  throw new Error('user code ran');
};
const traps: ProxyHandler<object> = new Proxy({}, { get: () => boom });
class LyingMap extends Map<unknown, unknown> {
  override get size(): number {
    return boom();
  }
  override [Symbol.iterator](): never {
    return boom();
  }
  override forEach(): void {
    boom();
  }
  override entries(): never {
    return boom();
  }
}
class LyingSet extends Set<unknown> {
  override get size(): number {
    return boom();
  }
  override [Symbol.iterator](): never {
    return boom();
  }
  override values(): never {
    return boom();
  }
}
class LyingArray extends Array<unknown> {
  override [Symbol.iterator](): never {
    return boom();
  }
  static override get [Symbol.species](): never {
    return boom();
  }
}
class LyingBytes extends Uint8Array {
  override get length(): number {
    return boom();
  }
  override get byteLength(): number {
    return boom();
  }
  override get buffer(): never {
    return boom();
  }
}

export const hostile: readonly (readonly [string, () => unknown])[] = [
  [
    'own getter',
    () => ({
      get a() {
        return boom();
      },
    }),
  ],
  [
    'symbol getter',
    () => ({
      get [Symbol.for('x')]() {
        return boom();
      },
    }),
  ],
  [
    'inherited getter',
    () =>
      Object.create({
        get a() {
          return boom();
        },
        get constructor() {
          return boom();
        },
      }),
  ],
  [
    'toStringTag getter',
    () => ({
      get [Symbol.toStringTag]() {
        return boom();
      },
    }),
  ],
  [
    'inherited toStringTag getter',
    () =>
      Object.create({
        get [Symbol.toStringTag]() {
          return boom();
        },
      }),
  ],
  [
    'constructor with name getter',
    () =>
      Object.create({
        constructor: class {
          static get name() {
            return boom();
          }
        },
      }),
  ],
  ['toJSON and valueOf', () => ({ toJSON: boom, valueOf: boom, toString: boom, [Symbol.toPrimitive]: boom })],
  ['throwing proxy', () => new Proxy({}, traps)],
  ['proxy of a function', () => new Proxy(() => {}, traps)],
  ['proxy of an array', () => [new Proxy([], traps)]],
  [
    'revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return { proxy };
    },
  ],
  ['proxy as prototype', () => Object.create(new Proxy({}, traps))],
  ['array with a proxy as prototype', () => Object.setPrototypeOf([1, , 3], new Proxy([], traps))],
  ['lying Map', () => Object.defineProperty(new Map([[1, 2]]), 'size', { get: boom })],
  ['subclass of Map', () => new LyingMap()],
  ['subclass of Set', () => new LyingSet()],
  ['subclass of Array', () => LyingArray.of(1, 2, 3)],
  ['subclass of Uint8Array', () => new LyingBytes(8)],
  ['pretends to be a Map', () => Object.create(Map.prototype)],
  ['pretends to be a Date', () => Object.create(Date.prototype)],
  [
    'pretends to be everything',
    () =>
      [Set, Promise, RegExp, Error, ArrayBuffer, Uint8Array, DataView, WeakMap, Number, String].map(
        (type) => Object.create(type.prototype) as object,
      ),
  ],
  ['null-prototype Map', () => Object.setPrototypeOf(new Map([[{}, {}]]), null)],
  ['Map with Object.prototype', () => Object.setPrototypeOf(new Map([[1, { a: 1 }]]), Object.prototype)],
  ['getter on an index', () => Object.defineProperty([1, 2, 3], 1, { get: boom })],
  [
    'getter on an index of a long array',
    () =>
      Object.defineProperty(
        Array.from({ length: 10_000 }, (_, i) => i),
        5000,
        { get: boom },
      ),
  ],
  [
    'getter beside a long array',
    () =>
      Object.defineProperty(
        Array.from({ length: 10_000 }, (_, i) => i),
        'extra',
        { get: boom, enumerable: true },
      ),
  ],
  ['stack with prepareStackTrace', () => Object.assign(new Error('x'), { a: 1 })],
  [
    'captured stack on an object',
    () => {
      class Failure {
        code = 1;
        constructor() {
          (Error as unknown as { captureStackTrace(o: object): void }).captureStackTrace(this);
        }
      }
      return new Failure();
    },
  ],
  [
    'frozen cycle',
    () => {
      const a: Record<string, unknown> = {};
      a['a'] = a;
      return Object.freeze(a);
    },
  ],
  [
    'detached buffer',
    () => {
      const b = new ArrayBuffer(8);
      const view = new Uint8Array(b);
      structuredClone(b, { transfer: [b] });
      return { b, view };
    },
  ],
  [
    'detached DataView',
    () => {
      const b = new ArrayBuffer(80);
      const view = new DataView(b);
      structuredClone(b, { transfer: [b] });
      return view;
    },
  ],
  ['the global object', () => ({ g: globalThis, p: (globalThis as { process?: unknown }).process })],
  ['long array named length', () => ({ length: 1e9 })],
  ['__proto__ key', () => JSON.parse('{"__proto__": {"x": 1}, "constructor": 1}') as unknown],
];
