/**
 * The functions of `Math` that measuring needs, captured when this module loaded. One declaration each, so that a
 * bundler can drop unused ones.
 */
export const abs = Math.abs;
export const ceil = Math.ceil;
export const expm1 = Math.expm1;
export const floor = Math.floor;
export const imul = Math.imul;
export const max = Math.max;
export const min = Math.min;
export const round = Math.round;
export const sqrt = Math.sqrt;
