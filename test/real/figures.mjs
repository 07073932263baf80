// The figures over the structures of one half on one engine.

/** The middle of a list of numbers; the upper of two. */
export const medianOf = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
export const shareOf = (list, test) => list.filter(test).length / list.length;

/**
 * True if the range has V8's count; ropes and slices do not count, so some figure between the count with what only
 * other strings refer to and the count without it must be in the range.
 */
export const isInside = ({ truth, insideStrings, min, max }) => min <= truth && truth - insideStrings <= max;

/** `cases` as measured; `way` the name of a way of weighing. */
export function figuresOf(cases, way) {
  const rows = cases.map(({ truth, insideStrings, ways }) => ({ truth, insideStrings, ...ways[way] }));
  const errorOf = ({ bytes, truth }) => Math.abs(bytes / truth - 1);
  const within = (part) => shareOf(rows, (row) => errorOf(row) <= part);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const hasLikely = rows.every((row) => row.likelyMin !== undefined);
  return {
    structures: rows.length,
    medianError: medianOf(rows.map(errorOf)),
    within3: within(0.03),
    within5: within(0.05),
    within10: within(0.1),
    within20: within(0.2),
    together: sum('bytes') / sum('truth') - 1,
    inside: shareOf(rows, isInside),
    medianWidth: medianOf(rows.map(({ bytes, min, max }) => (max - min) / bytes)),
    insideLikely: hasLikely
      ? shareOf(rows, ({ truth, likelyMin, likelyMax }) => likelyMin <= truth && truth <= likelyMax)
      : undefined,
    medianLikelyWidth: hasLikely
      ? medianOf(rows.map(({ bytes, likelyMin, likelyMax }) => (likelyMax - likelyMin) / bytes))
      : undefined,
  };
}

const percent = (part) => (part === undefined ? '-' : `${(part * 100).toFixed(1)} %`);

/** Lines of a table in Markdown; one row for each engine, half and way. */
export function tableOf(rows) {
  return [
    '| engine | half | weighed | structures | median error | within 3 % | 5 % | 10 % | 20 % | all together | inside the range | median width | inside `likely` | median width of it |',
    '|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map(
      ({ engine, half, way, figures: f }) =>
        `| ${engine} | ${half} | ${way} | ${f.structures} | ${percent(f.medianError)} | ${percent(f.within3)} | ${percent(f.within5)} | ${percent(f.within10)} | ${percent(f.within20)} | ${f.together > 0 ? '+' : ''}${percent(f.together)} | ${percent(f.inside)} | ${percent(f.medianWidth)} | ${percent(f.insideLikely)} | ${percent(f.medianLikelyWidth)} |`,
    ),
  ];
}
