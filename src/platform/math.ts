/** The functions of `Math` that measuring needs, as they were when this module loaded. */
export const { abs, ceil, expm1, floor, imul, log2, max, min, round, sqrt } = Math;
