// instancesOf and its sizes: all live instances and nothing else, nothing kept alive, no code of the program run.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { census, instancesOf, sizeOfInstances } from '../../src/node.ts';
import { collector } from '../../src/heap/collector.ts';

class Session {
  readonly user: string;
  readonly data: readonly number[];
  constructor(user: string, length = 10) {
    this.user = user;
    this.data = Array.from({ length }, (_, i) => i);
  }
}
class AdminSession extends Session {}

const kept: unknown[] = [];

describe('instancesOf', () => {
  it('returns the live instances themselves, those of subclasses included, without prototypes', () => {
    const sessions = [new Session('ann'), new AdminSession('bob')];
    expect(new Set(instancesOf(Session))).toEqual(new Set(sessions));
    expect(instancesOf(Session).every((session) => sessions.includes(session))).toBe(true);
    expect(instancesOf(AdminSession)).toEqual([sessions[1]]);
    expect(instancesOf(Session, { subclasses: false })).toEqual([sessions[0]]);
    expect(Array.isArray(instancesOf(Session))).toBe(true);
  });

  it('finds what only a closure, a WeakMap or a private field holds, and no dead ones', () => {
    class Held {
      readonly how: string;
      constructor(how: string) {
        this.how = how;
      }
    }
    class Holder {
      readonly #held = new Held('private');
      get(): Held {
        return this.#held;
      }
    }
    const key = {};
    const inClosure = (
      (held) => () =>
        held
    )(new Held('closure'));
    const weak = new WeakMap([[key, new Held('WeakMap')]]);
    kept.push(new Holder(), inClosure, weak, key);
    for (let i = 0; i < 100; i++) new Held('dead');
    expect(
      instancesOf(Held)
        .map(({ how }) => how)
        .sort(),
    ).toEqual(['WeakMap', 'closure', 'private']);
  });

  it('keeps nothing alive', () => {
    class Gone {
      bytes = new Array(10).fill(0);
    }
    const refs = ((): WeakRef<Gone>[] => {
      const list = Array.from({ length: 50 }, () => new Gone());
      expect(instancesOf(Gone)).toHaveLength(50);
      expect(sizeOfInstances(Gone).count).toBe(50);
      return list.map((gone) => new WeakRef(gone));
    })();
    return new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      collector()();
      expect(refs.filter((ref) => ref.deref() !== undefined)).toEqual([]);
      expect(instancesOf(Gone)).toEqual([]);
    });
  });

  it('takes functions as classes, and classes of the platform', () => {
    const Old = function Old(this: object) {} as unknown as new () => object;
    const one = new Old();
    expect(instancesOf(Old)).toEqual([one]);
    const url = new URL('https://example.com/');
    expect(instancesOf(URL).includes(url)).toBe(true);
    const map = new Map();
    expect(instancesOf(Map).includes(map)).toBe(true);
  });

  it('runs no code of the program', () => {
    const run: string[] = [];
    class Hostile {
      static get [Symbol.hasInstance](): never {
        run.push('hasInstance');
        throw new Error('run');
      }
      get value(): never {
        run.push('getter');
        throw new Error('run');
      }
      get [Symbol.toStringTag](): never {
        run.push('tag');
        throw new Error('run');
      }
      toJSON(): never {
        run.push('toJSON');
        throw new Error('run');
      }
    }
    const hostile = new Hostile();
    Object.defineProperty(hostile, 'constructor', {
      get: () => {
        run.push('constructor');
        return Hostile;
      },
    });
    const proxy = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          run.push('trap');
          return Hostile.prototype;
        },
      },
    );
    kept.push(proxy);
    const set = Object.getOwnPropertyDescriptor(Array.prototype, '0');
    expect(set).toBeUndefined();
    const found = instancesOf(Hostile);
    expect(found.length === 1 && found[0] === hostile).toBe(true);
    expect(sizeOfInstances(Hostile).count).toBe(1);
    expect(run).toEqual([]);
  });

  it('leaves out literals that are not finished, which hold values that end the process when they are read', async () => {
    let found: object[] = [];
    const load = async (): Promise<string> => {
      await Promise.resolve();
      found = instancesOf(Object, { subclasses: false });
      census();
      return 'loaded';
    };
    const one = { kind: 'unfinished', nested: { kind: 'finished', list: [1] }, value: await load() };
    const types = new Set<string>();
    for (const object of found)
      for (const name of Object.getOwnPropertyNames(object))
        types.add(typeof Object.getOwnPropertyDescriptor(object, name)!.value);
    expect([...types]).toEqual(expect.arrayContaining(['function', 'number', 'object', 'string']));
    expect(found.length).toBeGreaterThan(100);
    expect(found.includes(one)).toBe(false);
    expect(instancesOf(Object).includes(one)).toBe(true);
  });

  it('rejects what is no class', () => {
    for (const value of [undefined, null, {}, 'Session', () => 1, new Proxy(Session, {})])
      expect(() => instancesOf(value as never)).toThrow(/^Class must be a class or a constructor function; got /);
    expect(() => instancesOf(Session, { subclass: true } as never)).toThrow("did you mean 'subclasses'?");
    expect(() => instancesOf(Session, { subclasses: 1 } as never)).toThrow('subclasses must be true or false; got 1');
  });
});

describe('sizeOfInstances', () => {
  it('has an answer for no instances', () => {
    class Never {}
    expect(String(sizeOfInstances(Never))).toBe('0 instances of Never');
  });

  it('counts all instances together, what they share once', () => {
    class Node {
      readonly shared: object;
      readonly next: Node | undefined;
      readonly data: number[];
      constructor(shared: object, next: Node | undefined, length: number) {
        this.shared = shared;
        this.next = next;
        this.data = new Array<number>(length).fill(0);
      }
    }
    const shared = { text: 'x'.repeat(1000) };
    let list: Node | undefined;
    for (let i = 0; i < 30; i++) list = new Node(shared, list, i === 7 ? 500 : 10);
    const report = sizeOfInstances(Node, { largest: 3 });
    const all = sizeOfInstances(Node, { largest: 30 }).largest.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
    expect(report.count).toBe(30);
    expect(report.type).toBe('Node');
    expect(report.total.bytes).toBe(deepSizeOf(list).bytes);
    expect(report.largest).toHaveLength(3);
    expect((report.instance(0) as Node).data).toHaveLength(500);
    expect(report.largest[0].ownBytes).toBeGreaterThanOrEqual(report.largest[1].ownBytes + 490 * 8);
    expect(report.sharedBytes).toBe(deepSizeOf(shared).bytes);
    expect(all + report.sharedBytes).toBe(report.total.bytes);
    expect(String(report)).toContain('30 instances of Node: ');
    expect(String(report)).toContain('(27 more)');
    expect(JSON.parse(JSON.stringify(report)).largest[0].ownBytes).toBe(report.largest[0].ownBytes);
  });

  it('takes the options of a walk', () => {
    const sessions = [new Session('one', 1000)];
    kept.push(sessions);
    expect(sizeOfInstances(Session, { ignore: [Array] }).total.byType.map(({ type }) => type)).not.toContain('Array');
    expect(sizeOfInstances(Session, { largest: 0 }).largest).toEqual([]);
    expect(() => sizeOfInstances(Session, { largest: -1 })).toThrow('largest must be an integer of at least 0; got -1');
  });
});
