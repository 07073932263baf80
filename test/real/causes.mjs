// The causes of doubt (src/weigh/doubts.ts) that have one factor together; `less`: the bytes may be too much, and not
// missing; `whole`: all of the bytes are missing or none, so no part of them is likely.
const range = (from, to, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

export const CAUSE_GROUPS = [
  { name: 'plain objects that hold what JSON cannot', causes: range(0, 9, 3) },
  { name: 'plain objects in a value made by code', causes: range(1, 10, 3) },
  { name: 'plain objects of unknown origin', causes: range(2, 11, 3) },
  { name: 'plain objects of many names', causes: [12], whole: true },
  { name: 'arrays in fields of instances', causes: range(13, 15) },
  { name: 'arrays of plain objects that hold what JSON cannot', causes: range(16, 18) },
  { name: 'arrays of plain objects in a value made by code', causes: range(19, 21) },
  { name: 'arrays of plain objects of unknown origin', causes: range(22, 24) },
  { name: 'arrays taken for grown', causes: [25], less: true },
  { name: 'other arrays of a value made by code', causes: [26] },
  { name: 'other arrays of unknown origin', causes: [27] },
  { name: 'strings with few repeats, made by code', causes: [28] },
  { name: 'strings with few repeats of unknown origin', causes: [29] },
  { name: 'strings with many repeats, made by code', causes: [30] },
  { name: 'strings with many repeats of unknown origin', causes: [31] },
  { name: 'repeated long strings, made by code', causes: [32], less: true },
  { name: 'repeated long strings of unknown origin', causes: [33], less: true },
  { name: 'ropes and slices, made by code', causes: [34] },
  { name: 'ropes and slices of unknown origin', causes: [35] },
  { name: 'heap numbers too many', causes: [36], less: true },
  { name: 'heap numbers missing', causes: [37] },
  { name: 'instances, too much', causes: [38], less: true },
  { name: 'instances, missing', causes: [39] },
  { name: 'null-prototype objects', causes: [40] },
];
