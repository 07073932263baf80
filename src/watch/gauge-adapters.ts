/** Hands gauges to monitoring systems: adapters that take the meter or registry of the program, and need no package. */
import { resultError, string, typeError } from '../platform/argument-checks.ts';
import { SizeGauges } from './size-gauges.ts';

/** The part of an OpenTelemetry `Meter` that is used. */
export interface MeterLike {
  /** Creates a gauge that calls back when it is read, as `Meter` of `@opentelemetry/api` does. */
  createObservableGauge(
    name: string,
    options: { readonly unit: string; readonly description: string },
  ): {
    addCallback(
      callback: (result: { observe(value: number, attributes: { readonly value: string }): void }) => void,
    ): void;
  };
}

/** The part of a prom-client `Registry` that is used. */
export interface RegistryLike {
  /** `never`, since the types of prom-client accept only its own classes. */
  registerMetric(metric: never): void;
}

const DESCRIPTION = 'Deep size of a value, estimated by heapscale';

/**
 * Serves the sizes as one observable gauge of OpenTelemetry, in bytes (`By`), with the attribute `value` for the name.
 *
 * @param meter the program's own, of `@opentelemetry/api`.
 * @param name the name of the instrument.
 * @throws {TypeError} if an argument is invalid.
 * @example
 * ```ts
 * import { metrics } from '@opentelemetry/api';
 *
 * const gauges = sizeGauges({ cache: () => cache }, { everyMs: 60_000 });
 * observeSizes(metrics.getMeter('my-server'), gauges);
 * gauges.stop();
 * ```
 */
export function observeSizes(meter: MeterLike, gauges: SizeGauges, name = 'heapscale.deep_size'): void {
  if (typeof (meter as MeterLike | undefined | null)?.createObservableGauge !== 'function')
    throw typeError('meter', 'a Meter of OpenTelemetry', meter);
  checkGauges(gauges);
  string('name', name);
  const gauge = meter.createObservableGauge(name, { unit: 'By', description: DESCRIPTION });
  gauge.addCallback((result) => {
    for (const { name: value, report } of gauges.latest) result.observe(report.bytes, { value });
  });
}

/**
 * Serves the sizes as one gauge of a Prometheus registry, with the label `value` for the name.
 *
 * @param registry the program's own, of prom-client: `new Registry()` or its `register`.
 * @param name the name of the metric.
 * @throws {TypeError} if an argument is invalid.
 * @example
 * ```ts
 * import { Registry } from 'prom-client';
 *
 * const registry = new Registry(); // or the package's own: register
 * const gauges = sizeGauges({ cache: () => cache }, { everyMs: 60_000 });
 * registerSizes(registry, gauges);
 * gauges.stop();
 * ```
 */
export function registerSizes(registry: RegistryLike, gauges: SizeGauges, name = 'heapscale_deep_size_bytes'): void {
  if (typeof (registry as RegistryLike | undefined | null)?.registerMetric !== 'function')
    throw typeError('registry', 'a Registry of prom-client', registry);
  checkGauges(gauges);
  string('name', name);
  const type = 'gauge';
  const help = DESCRIPTION;
  const metric = {
    name,
    help,
    type,
    aggregator: 'sum',
    labelNames: ['value'],
    reset: () => undefined,
    get: () => {
      const values = gauges.latest.map(({ name: value, report }) => ({ value: report.bytes, labels: { value } }));
      return Promise.resolve({ name, help, type, aggregator: 'sum', values });
    },
  };
  registry.registerMetric(metric as never);
}

/** Without this check a wrong argument would come to light at the first scrape, where no stack shows who passed it. */
export function checkGauges(gauges: SizeGauges): void {
  if (!(gauges instanceof SizeGauges)) throw resultError('gauges', 'what sizeGauges returns', gauges);
}
