export function lists(count) {
  const pushed = [];
  for (let i = 0; i < count; i++) {
    pushed.push(i);
  }
  const preallocated = new Array(count);
  const typed = new Float64Array(count);
  return [pushed, preallocated, typed];
}
