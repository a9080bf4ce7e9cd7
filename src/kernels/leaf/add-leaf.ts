/** Adds the values of a leaf to the sums of a row: one in 64 bits, or more of them in 32 bits each. */
export function addLeaf(sum: usize, value: usize, outputs: i32): void {
  if (outputs === 1) {
    store<f64>(sum, load<f64>(sum) + load<f64>(value));
    return;
  }
  for (let k = 0; k < outputs; k++) {
    const at = sum + ((<usize>k) << 3);
    store<f64>(at, load<f64>(at) + <f64>load<f32>(value + ((<usize>k) << 2)));
  }
}
