// AssemblyScript, part of tree-kernel.ts.
//
// Bounds of sums of rounded numbers are widened by these.

export const ROUNDED_UP: f64 = 1 + 1e-6;
export const ROUNDED_DOWN: f64 = 1 - 1e-6;
export const ROUNDING: f64 = 1e-12;
