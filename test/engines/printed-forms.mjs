// Every form in which figures are printed, of values that grow: what each of them has to say of the engine is asked on
// engines that are not V8 (other-engines.mjs) and for a layout that is only assumed (test/report/assumption.test.ts).
// Folded stacks are left out: lines of that format have a stack and a number and no place for words.

const made = (count) => ({
  list: Array.from({ length: count }, (_, i) => ({ i, half: i + 0.5, name: `name ${i}` })),
  map: new Map([['key', { x: 1.5 }]]),
});

/** Names of forms with their text; `options` are those of a walk. */
export async function printedForms(heapscale, options = {}) {
  const { advise, deepSizeOf, deepSizeOfAll, describeLayout, diffSizes, heapPage, mergeReports, sizeGauges } =
    heapscale;
  const { sizeLogger, summarize, toHtml, toMarkdown, toSpeedscope, toSvg, trackGrowth } = heapscale;
  const withPaths = { ...options, paths: true };
  const report = deepSizeOf(made(10), withPaths);
  const diff = diffSizes(report, deepSizeOf(made(20), withPaths));
  const gauges = sizeGauges({ value: () => made(10) }, options);
  await gauges.measure();
  let line = '';
  sizeLogger('value', () => made(10), { ...options, write: (text) => void (line = text) }).measure();
  let count = 0;
  const growing = trackGrowth(() => made((count += 10)), withPaths);
  const still = trackGrowth(() => made(10), options);
  for (let i = 0; i < 10; i++) growing.measure();
  still.measure();
  const tooFew = String(still);
  for (let i = 0; i < 10; i++) still.measure();
  return Object.entries({
    report,
    summary: report.summary(),
    toTree: report.toTree(),
    summarize: summarize(made(10), { ...options, since: report }),
    describeLayout: describeLayout(made(10), options),
    deepSizeOfAll: deepSizeOfAll([made(10), made(20)], options),
    mergeReports: mergeReports([report, report]),
    diffSizes: diff,
    advise: advise(made(100), options),
    'advise, nothing found': advise([1], options),
    trackGrowth: growing,
    'trackGrowth, nothing grows': still,
    'trackGrowth, too few samples': tooFew,
    sizeLogger: line,
    sizeGauges: gauges,
    heapPage: await heapPage(gauges).text(),
    toHtml: toHtml(report),
    toSvg: toSvg(report),
    toMarkdown: toMarkdown(report),
    toSpeedscope: JSON.stringify(toSpeedscope(report)),
  }).map(([name, form]) => [name, String(form)]);
}
