// `ignore: 'dom'` on nodes of the same form as those of jsdom and happy-dom; test/consumer/dom has the real ones.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf } from '../../src/index.ts';

const dom = { ignore: 'dom' } as const;

interface Fake {
  readonly window: object;
  readonly document: object;
  /** An element of the document's body, with two children, between two others. */
  element(): { readonly value: object; readonly child: object };
  /** The same without a parent. */
  detached(): object;
}

/** In happy-dom nodes have an array of their children, and symbols that lead outwards. */
function happyDom(): Fake {
  const parentNode = Symbol('parentNode');
  const ownerDocument = Symbol('ownerDocument');
  const nodeArray = Symbol('nodeArray');
  const view = Symbol('window');
  class EventTarget {}
  class Window extends EventTarget {
    readonly data = Array.from({ length: 100 }, (_, i) => ({ i }));
  }
  class Node extends EventTarget {
    [parentNode]: Node | null = null;
    [ownerDocument]: object | null = null;
    [view]: object;
    [nodeArray]: Node[] = [];
    constructor(window: object) {
      super();
      this[view] = window;
    }
    append(child: Node): Node {
      this[nodeArray].push(child);
      child[parentNode] = this;
      return child;
    }
  }
  class Element extends Node {}
  class Document extends Node {
    title = 'the title of the document';
  }
  const window = new Window();
  const document = new Document(window);
  const make = (): Element => Object.assign(new Element(window), { [ownerDocument]: document });
  const body = document.append(make());
  return build(window, document, body, make);
}

/** In jsdom an element is a wrapper; what is behind it has a place in a tree of links. */
function jsdom(): Fake {
  const impl = Symbol('impl');
  const wrapper = Symbol('wrapper');
  const tree = Symbol('DOM SymbolTree');
  class EventTarget {}
  class Window extends EventTarget {
    readonly data = Array.from({ length: 100 }, (_, i) => ({ i }));
  }
  class SymbolTreeNode {
    parent: NodeImpl | null = null;
    previousSibling: NodeImpl | null = null;
    nextSibling: NodeImpl | null = null;
    firstChild: NodeImpl | null = null;
    lastChild: NodeImpl | null = null;
  }
  class EventTargetImpl {}
  class NodeImpl extends EventTargetImpl {
    _ownerDocument: object | null = null;
    _globalObject: object;
    [tree] = new SymbolTreeNode();
    [wrapper]: object | undefined;
    constructor(window: object) {
      super();
      this._globalObject = window;
    }
  }
  class DocumentImpl extends NodeImpl {
    title = 'the title of the document';
  }
  class Node extends EventTarget {
    [impl]: NodeImpl;
    constructor(behind: NodeImpl) {
      super();
      this[impl] = behind;
      behind[wrapper] = this;
    }
    append(child: Node): Node {
      const place = child[impl][tree];
      const own = this[impl][tree];
      place.parent = this[impl];
      place.previousSibling = own.lastChild;
      if (own.lastChild === null) own.firstChild = child[impl];
      else own.lastChild[tree].nextSibling = child[impl];
      own.lastChild = child[impl];
      return child;
    }
  }
  class Document extends Node {}
  const window = new Window();
  const document = new Document(new DocumentImpl(window));
  const make = (): Node => new Node(Object.assign(new NodeImpl(window), { _ownerDocument: document[impl] }));
  return build(window, document, document.append(make()), make);
}

function build<T extends { append(child: T): T }>(window: object, document: object, body: T, make: () => T): Fake {
  const filled = (): T => {
    const element = make();
    element.append(make());
    element.append(make());
    return element;
  };
  return {
    window,
    document,
    element() {
      body.append(filled());
      const value = body.append(make());
      const child = value.append(make());
      value.append(make());
      body.append(filled());
      return { value, child };
    },
    detached: filled,
  };
}

describe.each([
  ['happy-dom', happyDom],
  ['jsdom', jsdom],
])('nodes of %s', (_, fake) => {
  it('count with their subtree, wherever they are', () => {
    const { element, detached } = fake();
    const alone = deepSizeOf(detached(), dom);
    const { value } = element();
    expect(deepSizeOf(value, dom).objects).toBe(alone.objects);
    expect(deepSizeOf(value).objects).toBeGreaterThan(3 * alone.objects);
    expect(deepSizeOf({ value }, dom).objects).toBe(alone.objects + 1);
    expect(deepSizeOf([value, value], dom).objects).toBe(alone.objects + 1);
    expect(deepSizeOf(value, { ...dom, paths: true }).objects).toBe(alone.objects);
    expect(alone.byType.map(({ type }) => type)).not.toContain('Window');
  });

  it('count in any order', () => {
    const { element } = fake();
    const { value, child } = element();
    const { objects } = deepSizeOf(value, dom);
    expect(deepSizeOf([value, child], dom).objects).toBe(objects + 1);
    expect(deepSizeOf([child, value], dom).objects).toBe(objects + 1);
  });

  it('count with what the program attached', () => {
    const { element, document, window } = fake();
    const { value } = element();
    const before = deepSizeOf(value, dom).objects;
    const rows = [{ parent: { a: 1 } }, { nextSibling: { a: 1 } }];
    Object.assign(value, { rows, document, window });
    expect(deepSizeOf(value, dom).objects).toBe(before + 5);
    expect(deepSizeOf(value, { ignore: ['dom', '.rows'] }).objects).toBe(before);
    expect(deepSizeOf(value, { ignore: ['.parent', 'dom'] }).objects).toBe(before + 4);
  });

  it('leave out documents and windows that are not the root', () => {
    const { document, window, element } = fake();
    element();
    expect(deepSizeOf({ document, window }, dom).objects).toBe(1);
    expect(deepSizeOf(document, dom).objects).toBeGreaterThan(20);
    expect(deepSizeOf(document, dom).byType.map(({ type }) => type)).not.toContain('Window');
  });

  it('are the entries of a cache', () => {
    const { element } = fake();
    const { value } = element();
    const buffer = Buffer.from('a slice of a pool');
    const { bytes } = deepSizeOf(value, dom);
    expect(entrySizeOf('key', Object.assign(value, { buffer }), dom)).toBeGreaterThan(bytes);
    expect(entrySizeOf('key', value, dom)).toBeLessThan(bytes + 400);
  });
});

it("is no class of the program's", () => {
  class Document {
    pages = [{ a: 1 }];
  }
  class Window {
    panes = [{ a: 1 }];
  }
  class SymbolTree {
    parent = { a: 1 };
  }
  const value = [new Document(), new Window(), new SymbolTree()];
  expect(deepSizeOf(value, dom).bytes).toBe(deepSizeOf(value).bytes);
  expect(() => deepSizeOf({}, { ignore: 'Document' as 'dom' })).toThrow(
    "ignore must be a predicate, a list of objects, classes and names, or 'dom'; got 'Document' (string)",
  );
});
