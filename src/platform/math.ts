/**
 * The functions of `Math` that measuring needs, as they were when this module loaded. One declaration each: a bundler
 * leaves out those that nobody uses.
 */
export const abs = Math.abs;
export const ceil = Math.ceil;
export const expm1 = Math.expm1;
export const floor = Math.floor;
export const imul = Math.imul;
export const log2 = Math.log2;
export const max = Math.max;
export const min = Math.min;
export const round = Math.round;
export const sqrt = Math.sqrt;
