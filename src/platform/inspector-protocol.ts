/** The commands of V8's inspector that are used here, and the fields of their responses that are read. */

/** A place in a script; lines and columns begin at 0. */
export interface ScriptPlace {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** A value: an object by its id, a primitive by its value, or by its description if JSON cannot express it. */
export interface RemoteValue {
  readonly type: string;
  readonly objectId?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
}

/** A property; an accessor has no value. */
export interface RemoteProperty {
  readonly name: string;
  readonly value?: RemoteValue;
}

/** The properties of an object. */
export interface RemoteProperties {
  readonly result: readonly RemoteProperty[];
  readonly internalProperties?: readonly RemoteProperty[];
  readonly privateProperties?: readonly RemoteProperty[];
}

/**
 * The counts of one function in precise coverage; offsets are characters of the script, and inner ranges follow outer
 * ones.
 */
export interface FunctionCoverage {
  readonly functionName: string;
  readonly isBlockCoverage: boolean;
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

interface Coverage {
  readonly result: readonly { readonly scriptId: string; readonly functions: readonly FunctionCoverage[] }[];
}

/** A function in the tree of calls of V8's sampling heap profiler; lines and columns begin at 0. */
export interface SampledFunction {
  readonly id: number;
  readonly callFrame: ScriptPlace & { readonly functionName: string; readonly url: string };
  readonly selfSize: number;
  readonly children: readonly SampledFunction[];
}

/** A sampled object that is alive: what it stands for in bytes, and the function that allocated it. */
export interface SampledObject {
  readonly size: number;
  readonly nodeId: number;
}

/** The tree, and the samples by themselves. */
export interface SampledProfile {
  readonly head: SampledFunction;
  readonly samples: readonly SampledObject[];
}

/** Commands with their responses. */
export interface Answers {
  'Debugger.enable': object;
  'Debugger.disable': object;
  'Debugger.getPossibleBreakpoints': { readonly locations: readonly ScriptPlace[] };
  'Debugger.getScriptSource': { readonly scriptSource: string };
  'Debugger.removeBreakpoint': object;
  'Debugger.setBreakpoint': { readonly breakpointId: string };
  'Debugger.setBreakpointOnFunctionCall': { readonly breakpointId: string };
  'HeapProfiler.collectGarbage': object;
  'HeapProfiler.disable': object;
  'HeapProfiler.enable': object;
  'HeapProfiler.startTrackingHeapObjects': object;
  'HeapProfiler.takeHeapSnapshot': object;
  'HeapProfiler.startSampling': object;
  'HeapProfiler.stopSampling': { readonly profile: SampledProfile };
  'HeapProfiler.getSamplingProfile': { readonly profile: SampledProfile };
  'HeapProfiler.getHeapObjectId': { readonly heapSnapshotObjectId: string };
  'NodeRuntime.notifyWhenWaitingForDisconnect': object;
  'NodeWorker.enable': object;
  'NodeWorker.disable': object;
  'NodeWorker.sendMessageToWorker': object;
  'Profiler.disable': object;
  'Profiler.enable': object;
  'Profiler.startPreciseCoverage': object;
  'Profiler.stopPreciseCoverage': object;
  'Profiler.getBestEffortCoverage': Coverage;
  'Profiler.takePreciseCoverage': Coverage;
  'Runtime.callFunctionOn': { readonly result: RemoteValue };
  'Runtime.disable': object;
  'Runtime.enable': object;
  'Runtime.evaluate': { readonly result: RemoteValue };
  'Runtime.getProperties': RemoteProperties;
  'Runtime.queryObjects': { readonly objects: RemoteValue };
  'Runtime.releaseObject': object;
  'Runtime.releaseObjectGroup': object;
}

/** Events with their parameters. */
export interface Events {
  'Runtime.executionContextCreated': { readonly context: { readonly id: number } };
  'Debugger.scriptParsed': { readonly scriptId: string; readonly url: string };
  'NodeWorker.attachedToWorker': {
    readonly sessionId: string;
    readonly workerInfo: { readonly title: string; readonly url: string };
  };
  'NodeWorker.detachedFromWorker': { readonly sessionId: string };
  'NodeWorker.receivedMessageFromWorker': { readonly sessionId: string; readonly message: string };
}
