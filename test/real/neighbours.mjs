// How wide an interval must be that has V8's count nine times of ten, if it is made from the structures that look most
// alike: for each structure the quantiles of log(V8's count / estimate) of its nearest neighbours in the seen half, of
// other packages, widened by one factor until nine of ten are inside.
import { medianOf, shareOf } from './figures.mjs';

const WANTED = 0.9;
const MOST_FACTOR = 8;
const NEIGHBOURS = [5, 9, 15, 25, 1000];

const distance = (a, b) => a.reduce((sum, value, i) => sum + Math.abs(Math.sqrt(value) - Math.sqrt(b[i])), 0);

/** The interval of a point as logarithms, one and the other side of the middle. */
function intervalOf(point, seen, count) {
  const others = seen
    .filter((other) => other.package !== point.package)
    .map((other) => ({ ratio: other.ratio, far: distance(other.features, point.features) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ ratio }) => ratio)
    .sort((a, b) => a - b);
  const at = (part) => others[Math.min(others.length - 1, Math.max(0, Math.round(part * (others.length - 1))))];
  return { low: at(0.05), middle: at(0.5), high: at(0.95) };
}

function judge(points, intervals, factor) {
  const ends = intervals.map(({ low, middle, high }) => [
    middle - factor * (middle - low),
    middle + factor * (high - middle),
  ]);
  return {
    inside: shareOf(
      points.map(({ ratio }, i) => ratio >= ends[i][0] - 0.01 && ratio <= ends[i][1] + 0.01),
      Boolean,
    ),
    width: medianOf(ends.map(([low, high]) => Math.exp(high + 0.01) - Math.exp(low - 0.01))),
  };
}

/** Lines that say how wide the intervals are. */
export function neighbourWidth(points) {
  const seen = points.filter(({ half }) => half === 'seen');
  const judged = points.filter(({ half }) => half === 'judged');
  const percent = (part) => `${(part * 100).toFixed(0)} %`;
  return NEIGHBOURS.map((count) => {
    const ofSeen = seen.map((point) => intervalOf(point, seen, count));
    const ofJudged = judged.map((point) => intervalOf(point, seen, count));
    let factor = 0.5;
    while (factor < MOST_FACTOR && judge(seen, ofSeen, factor).inside < WANTED) factor *= 1.05;
    const one = judge(seen, ofSeen, factor);
    const other = judge(judged, ofJudged, factor);
    const name = count > seen.length ? 'all of the seen half' : `${count} nearest neighbours`;
    return (
      `interval from ${name}: seen ${percent(one.inside)} inside, median width ${percent(one.width)}; ` +
      `judged ${percent(other.inside)}, ${percent(other.width)}`
    );
  });
}
