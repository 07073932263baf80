/**
 * The preset `ignore: 'dom'`: an element of jsdom or happy-dom counts with its subtree and with what the program
 * attached to it, but without its window, document, parent and siblings, which are not its own.
 *
 * Their nodes are ordinary objects, recognised by the names of their classes. In happy-dom a node has its children in
 * an array, and properties with known symbols lead outwards. In jsdom a `SymbolTreeNode` links each node to its parent,
 * its siblings and its first child, so that siblings lead to siblings: none of these links is followed, and a node's
 * children are listed here.
 */
import { brands } from '../inspect/brands.ts';
import { classNameOf } from '../inspect/class-name.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeSet, SafeWeakMap } from '../platform/safe-collections.ts';
import type { ObjectLinks } from './walk-options.ts';

/** What the objects of one prototype are in a fake DOM. */
const Role = { none: 0, window: 1, document: 2, node: 3, treeNode: 4 } as const;
type Role = (typeof Role)[keyof typeof Role];

/** Links of a `SymbolTreeNode` of jsdom. */
const TREE_LINKS = ['parent', 'previousSibling', 'nextSibling', 'firstChild', 'lastChild'] as const;

/** The descriptions of the symbols under which a node of happy-dom refers to what is around it. */
const OUTWARD: ReadonlySet<string | symbol> = /* @__PURE__ */ setOf([
  'window',
  'ownerDocument',
  'parentNode',
  'rootNode',
  'styleNode',
  'textAreaNode',
  'formNode',
  'selectNode',
  'assignedToSlot',
]);

/** The symbol of jsdom under which a node has its place in the tree. */
const TREE = 'DOM SymbolTree';

/** Decides for one walk what of a fake DOM is left out. */
export class FakeDom implements ObjectLinks {
  readonly #roles = new SafeWeakMap<object, Role>();
  /** Names that the walk skips everywhere, and those that are skipped in the nodes of happy-dom and of jsdom's tree. */
  readonly #names: ReadonlySet<string | symbol> | undefined;
  readonly #nodeNames: Set<string | symbol>;
  readonly #treeNames: Set<string | symbol>;
  /** What jsdom keeps behind a document that is the root. */
  readonly #admitted = new SafeWeakMap<object, true>();

  constructor(names: readonly string[]) {
    this.#names = names.length > 0 ? setOf(names) : undefined;
    this.#nodeNames = setOf(names);
    this.#treeNames = setOf(names);
    for (let i = 0; i < TREE_LINKS.length; i++) this.#treeNames.add(TREE_LINKS[i]);
  }

  /** True for a window, and for a document that is not the root. */
  isWorld(value: object): boolean {
    const role = this.#roleOf(value);
    return role === Role.window || (role === Role.document && !this.#admitted.has(value));
  }

  skippedIn(value: object): ReadonlySet<string | symbol> | undefined {
    const role = this.#roleOf(value);
    if (role === Role.treeNode) return this.#treeNames;
    if (role === Role.none) return this.#names;
    const symbols = js.getOwnPropertySymbols(value);
    for (let i = 0; i < symbols.length; i++) {
      const description = js.symbolDescription(symbols[i]);
      if (description === undefined) continue;
      if (OUTWARD.has(description)) this.#nodeNames.add(symbols[i]);
      // A document is read only if it is the root.
      if (role === Role.document && description === 'impl') this.#admit(value, symbols[i]);
    }
    return this.#nodeNames;
  }

  /** The children of a node of jsdom, for the object that is its place in the tree. */
  othersIn(value: object): readonly object[] {
    const children = nullPrototypeList<object>();
    if (this.#roleOf(value) !== Role.treeNode) return children;
    // Each link leads to a node, and the node's place in the tree to the next link.
    for (let at = heldBy(value, 'firstChild'); at !== undefined; ) {
      children[children.length] = at;
      const place = heldBy(at, symbolNamed(at, TREE));
      at = place === undefined ? undefined : heldBy(place, 'nextSibling');
    }
    return children;
  }

  #admit(document: object, symbol: symbol): void {
    const behind = heldBy(document, symbol);
    if (behind !== undefined) this.#admitted.set(behind, true);
  }

  #roleOf(value: object): Role {
    if (brands.isProxy(value)) return Role.none;
    const prototype = js.getPrototypeOf(value);
    if (prototype === null) return Role.none;
    let role = this.#roles.get(prototype);
    if (role === undefined) this.#roles.set(prototype, (role = readRole(prototype)));
    return role;
  }
}

/** What the chain of classes says; a `Document` or `Window` of the program's own receives no events. */
function readRole(prototype: object): Role {
  let role: Role = Role.none;
  for (let at: object | null = prototype; at !== null && !brands.isProxy(at); at = js.getPrototypeOf(at)) {
    const name = classNameOf(at);
    if (name === 'SymbolTreeNode') return Role.treeNode;
    if (name === 'Window') role = Role.window;
    else if (name === 'Document' || name === 'DocumentImpl') role = Role.document;
    else if (name === 'Node' && role === Role.none) role = Role.node;
    else if (name === 'EventTarget' || name === 'EventTargetImpl') return role;
  }
  return Role.none;
}

/** The object under a name, if it is a data property. */
function heldBy(holder: object, name: string | symbol | undefined): object | undefined {
  if (name === undefined) return undefined;
  const descriptor = js.getOwnPropertyDescriptor(holder, name);
  const held = descriptor !== undefined && js.hasOwn(descriptor, 'value') ? (descriptor.value as unknown) : undefined;
  return typeof held === 'object' && held !== null && !brands.isProxy(held) ? held : undefined;
}

function symbolNamed(holder: object, name: string): symbol | undefined {
  const symbols = js.getOwnPropertySymbols(holder);
  for (let i = 0; i < symbols.length; i++) if (js.symbolDescription(symbols[i]) === name) return symbols[i];
  return undefined;
}

function setOf(items: readonly string[]): Set<string | symbol> {
  const set = new SafeSet<string | symbol>();
  for (let i = 0; i < items.length; i++) set.add(items[i]);
  return set;
}
