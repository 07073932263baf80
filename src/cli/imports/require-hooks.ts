/** Records what CommonJS modules require: Node calls these functions for each, and has let programs replace them. */
import * as nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ImportRecorder } from './import-recorder.ts';

interface CommonJsModule {
  readonly filename?: string | null;
  load(filename: string): unknown;
}

/** The functions of `node:module` that load. */
interface Loader {
  readonly prototype: CommonJsModule;
  _load(request: string, ...rest: unknown[]): unknown;
  _resolveFilename(request: string, parent?: CommonJsModule | null, ...rest: unknown[]): string;
}

/** Makes Node report to a recorder, until the returned function is called. */
export function recordRequires(recorder: ImportRecorder): () => void {
  const loader = nodeModule.Module as unknown as Loader;
  const { _load: load, _resolveFilename: resolve, prototype } = loader;
  const { load: loadFile } = prototype;
  loader._load = function (request, ...rest) {
    if (!nodeModule.isBuiltin(request)) return load.call(this, request, ...rest);
    const url = request.startsWith('node:') ? request : `node:${request}`;
    const { filename } = (rest[0] as CommonJsModule | null | undefined) ?? {};
    const isNew = !recorder.has(url);
    if (isNew) recorder.begin(url);
    if (typeof filename === 'string') recorder.addEdge(pathToFileURL(filename).href, url);
    try {
      return load.call(this, request, ...rest);
    } finally {
      if (isNew) recorder.end();
    }
  };
  loader._resolveFilename = function (request, parent, ...rest) {
    const file = resolve.call(this, request, parent, ...rest);
    if (typeof parent?.filename === 'string' && !nodeModule.isBuiltin(file))
      recorder.addEdge(pathToFileURL(parent.filename).href, pathToFileURL(file).href);
    return file;
  };
  prototype.load = function (filename) {
    const { href } = pathToFileURL(filename);
    // An ES module that imports this one has begun it.
    if (recorder.current === href) return loadFile.call(this, filename);
    recorder.begin(href);
    try {
      return loadFile.call(this, filename);
    } finally {
      recorder.end();
    }
  };
  return () => {
    loader._load = load;
    loader._resolveFilename = resolve;
    prototype.load = loadFile;
  };
}
