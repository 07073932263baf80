/**
 * engineFacts: V8's own test functions, made safe. A wrong argument would abort the process, so every call is behind
 * checks of the type that V8 expects; none of them runs code of the program.
 *
 * V8 discards the bytecode of functions that were not called during several collections, and cannot compile these again
 * without the flag: a call then throws a SyntaxError, and they are all made anew.
 */
import { versions } from 'node:process';
import { types } from 'node:util';
import { askAboutArray, askAboutObject, askAboutSlots } from '../../inspect/ask-engine.ts';
import { readIfPacked } from '../../inspect/read-known-array.ts';
import { ElementsKind, StringForm } from '../../platform/engine-facts.ts';
import type { EngineFacts } from '../../platform/engine-facts.ts';
import { provideFactsCode } from '../../measure/facts-code.ts';
import type { FactsCode } from '../../measure/facts-code.ts';
import { revealWithFacts } from '../../reveal/reveal-with-facts.ts';
import { withOriginals } from '../../platform/original-built-ins.ts';
import { KNOWN_MAPS } from '../../walk/known-maps.ts';
import { KnownStrings } from '../../weigh/strings/known-strings.ts';
import { compileNatives } from './natives.ts';
import type { Native } from './natives.ts';
import { slotsOf } from './slot-probes.ts';

const { isProxy } = types;
const { isArray } = Array;
const { isExtensible, getOwnPropertyNames, getOwnPropertySymbols } = Object;

/** V8's functions, and the type that each takes: JSObject where `one` is an object, JSArray, String, JSProxy. */
const EXPRESSIONS = {
  isFast: '%HasFastProperties(one)',
  elements:
    '%HasDictionaryElements(one) ? 4 : %HasDoubleElements(one) ? 2 : %HasSmiElements(one) ? 1 : ' +
    '%HasObjectElements(one) ? 3 : 0',
  isHoley: '%HasHoleyElements(one)',
  isCopyOnWrite: '%HasCowElements(one)',
  isInternalized: '%IsInternalizedString(one)',
  // V8 can internalise a string where it is if it has its characters in one piece: on the heap or, external, outside.
  isInOnePiece: '%IsInPlaceInternalizableString(one) || %IsInternalizedString(one)',
  isFlat: '%StringIsFlat(one)',
  isSameObject: '%IsSameHeapObject(one, other)',
  hasSameMap: '%HaveSameMap(one, other)',
  isSmi: '%IsSmi(one)',
  target: '%JSProxyGetTarget(one)',
  handler: '%JSProxyGetHandler(one)',
  privateMember: '%GetPrivateMember(one, other)',
};

type Name = keyof typeof EXPRESSIONS;
type Natives = Partial<Record<Name, Native>>;

const FACTS_CODE: FactsCode = {
  engineReader: { askAboutObject, askAboutSlots, askAboutArray, readIfPacked },
  knownReaders: KNOWN_MAPS,
  revealWithFacts,
  makeKnownStrings: () => new KnownStrings(),
};

let natives: Natives = {};
let known: EngineFacts | undefined;

/**
 * Facts about values from V8 itself, for the option `facts` of everything that weighs: whether an object is in
 * dictionary mode, how many slots a plain object has, which numbers are heap numbers, how an array keeps its elements,
 * whether equal strings are one object, which strings are ropes (these are then left unread, so that weighing does not
 * flatten them), targets of proxies.
 *
 * V8 has functions for its own tests, such as `%HasFastProperties(value)`, which programs can use only with the flag
 * `--allow-natives-syntax`. The first call in each thread switches this flag on, compiles a dozen of them by
 * `new Function`, and restores it, all in about a millisecond; a thread that compiles a script just then could use
 * natives, too. The same happens again if V8 has discarded the compiled code. The flag stays on if the program was
 * started with it.
 *
 * @returns the same object for each call in one thread. Its functions accept any value.
 * @throws {Error} where V8's flags are frozen (`--freeze-flags-after-init`) or not Node's to change (Electron, Deno),
 * and where code generation from strings is not allowed (`--disallow-code-generation-from-strings`). Nothing is changed
 * then.
 * @example
 * ```ts
 * const facts = engineFacts();
 * const counts: Record<string, number> = {};
 * for (let i = 0; i < 40; i++) counts[`word ${i}`] = i;
 * facts.hasFastProperties?.(counts); // false: a dictionary
 * deepSizeOf(counts, { facts }).bytes;
 * ```
 */
export function engineFacts(): EngineFacts {
  return (known ??= withOriginals(() => {
    natives = compileNatives(EXPRESSIONS);
    provideFactsCode(FACTS_CODE);
    return Object.freeze({
      engine: `V8 ${versions.v8}`,
      ...ofObjects(natives),
      ...ofArrays(natives),
      ...ofStrings(natives),
    });
  }));
}

/** Calls a native whose code was discarded; undefined if it cannot be made again. */
function again(name: Name, error: unknown, one: unknown, other?: unknown): unknown {
  if (!(error instanceof SyntaxError)) return undefined;
  try {
    natives = withOriginals(() => compileNatives(EXPRESSIONS));
    return natives[name]!(one, other);
  } catch {
    return undefined;
  }
}

/**
 * A value that V8 keeps as a JSObject: no primitive, no Proxy, and no struct or array of WebAssembly. Those cannot be
 * recognised; but they are not extensible, and have no properties.
 */
function isOrdinary(value: unknown): value is object {
  return (
    isObject(value) &&
    !isProxy(value) &&
    (isExtensible(value) ||
      isArray(value) ||
      getOwnPropertyNames(value).length > 0 ||
      getOwnPropertySymbols(value).length > 0)
  );
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** `Array.isArray` sees through a Proxy, and throws for a revoked one. */
function isPlainArray(value: unknown): boolean {
  return !isProxy(value) && isArray(value);
}

// Each function calls its native at a place of its own, so that V8 can inline it. One that the engine lacks is
// undefined.

function ofObjects(has: Natives) {
  const hasSameMap =
    has.hasSameMap &&
    ((one: object, other: object): boolean => {
      if (!isObject(one) || !isObject(other)) return false;
      try {
        return natives.hasSameMap!(one, other) === true;
      } catch (error) {
        return again('hasSameMap', error, one, other) === true;
      }
    });
  return {
    hasFastProperties:
      has.isFast &&
      ((value: object): boolean | undefined => {
        if (!isOrdinary(value)) return undefined;
        try {
          return natives.isFast!(value) as boolean;
        } catch (error) {
          return again('isFast', error, value) as boolean | undefined;
        }
      }),
    hasSameMap,
    slotsOf:
      hasSameMap &&
      ((value: object, names: readonly string[]): number | undefined => {
        if (!isObject(value)) return undefined;
        try {
          return slotsOf(value, names, hasSameMap);
        } catch {
          // The names are not a list of strings.
          return undefined;
        }
      }),
    isSmi:
      has.isSmi &&
      ((value: number): boolean => {
        try {
          return natives.isSmi!(value) === true;
        } catch (error) {
          return again('isSmi', error, value) !== false;
        }
      }),
    proxyTargetOf:
      has.target &&
      ((value: object): object | null | undefined => {
        if (!isProxy(value)) return undefined;
        try {
          return natives.target!(value) as object | null;
        } catch (error) {
          return again('target', error, value) as object | null | undefined;
        }
      }),
    proxyHandlerOf:
      has.handler &&
      ((value: object): object | null | undefined => {
        if (!isProxy(value)) return undefined;
        try {
          return natives.handler!(value) as object | null;
        } catch (error) {
          return again('handler', error, value) as object | null | undefined;
        }
      }),
    privateFieldOf:
      has.privateMember &&
      ((value: object, name: string): unknown => {
        if (!isOrdinary(value) || typeof name !== 'string') return undefined;
        try {
          return natives.privateMember!(value, name);
        } catch (error) {
          return again('privateMember', error, value, name);
        }
      }),
  };
}

function ofArrays(has: Natives) {
  return {
    elementsKindOf:
      has.elements &&
      ((value: object): ElementsKind => {
        if (!isOrdinary(value)) return ElementsKind.unknown;
        try {
          return natives.elements!(value) as ElementsKind;
        } catch (error) {
          return (again('elements', error, value) ?? ElementsKind.unknown) as ElementsKind;
        }
      }),
    hasHoles:
      has.isHoley &&
      ((value: object): boolean => {
        if (!isPlainArray(value)) return true;
        try {
          return natives.isHoley!(value) !== false;
        } catch (error) {
          return again('isHoley', error, value) !== false;
        }
      }),
    hasSharedElements:
      has.isCopyOnWrite &&
      ((value: object): boolean | undefined => {
        if (!isPlainArray(value)) return undefined;
        try {
          return natives.isCopyOnWrite!(value) as boolean;
        } catch (error) {
          return again('isCopyOnWrite', error, value) as boolean | undefined;
        }
      }),
  };
}

function ofStrings(has: Natives) {
  return {
    isInternalized:
      has.isInternalized &&
      ((value: string): boolean | undefined => {
        if (typeof value !== 'string') return undefined;
        try {
          return natives.isInternalized!(value) as boolean;
        } catch (error) {
          return again('isInternalized', error, value) as boolean | undefined;
        }
      }),
    isSameString:
      has.isSameObject &&
      ((one: string, other: string): boolean => {
        if (typeof one !== 'string' || typeof other !== 'string') return false;
        try {
          return natives.isSameObject!(one, other) === true;
        } catch (error) {
          return again('isSameObject', error, one, other) === true;
        }
      }),
    stringFormOf:
      has.isInOnePiece &&
      ((value: string): StringForm => {
        if (typeof value !== 'string') return StringForm.unknown;
        try {
          if (natives.isInOnePiece!(value) === true) return StringForm.flat;
          if (natives.isFlat === undefined) return StringForm.ropeOrIndirect;
          return natives.isFlat(value) === true ? StringForm.indirect : StringForm.rope;
        } catch (error) {
          const isFlat = again('isInOnePiece', error, value);
          return isFlat === undefined
            ? StringForm.unknown
            : isFlat === true
              ? StringForm.flat
              : StringForm.ropeOrIndirect;
        }
      }),
  };
}
