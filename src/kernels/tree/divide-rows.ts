// AssemblyScript, part of tree-kernel.ts.
//
// The rows of a node that is split.

import { arena, isSmall, LENGTH, rowPlace, rows, segmentAt, START, targets } from "./memory";
import { setNode, splitAbove, splitRow, splitSegment } from "./split";

export function total(from: i32, to: i32): void {
  let w: f64 = 0;
  let s: f64 = 0;
  for (let i = from; i < to; i++) {
    const at = targets + ((<usize>load<u32>(rows + ((<usize>i) << 2))) << 4);
    w += load<f64>(at);
    s += load<f64>(at, 8);
  }
  setNode(w, s);
}

/** Puts the rows of the smaller child last and marks them; returns where they begin. */
export function divideRows(from: i32, to: i32, side: i32, sideIsSmall: bool): i32 {
  let first: i32 = 0;
  if (splitRow < 0) {
    const s = segmentAt(splitSegment);
    first = <i32>load<u32>(s, START);
    if (splitAbove) first += <i32>load<u32>(s, LENGTH) - side;
  }
  if (sideIsSmall) {
    let end = to;
    for (let i = 0; i < side; i++) {
      const row: u32 = splitRow >= 0 ? splitRow : load<u32>(arena + ((<usize>(first + i)) << 3), 4);
      store<u8>(isSmall + <usize>row, 1);
      swapRows(<i32>load<u32>(rowPlace + ((<usize>row) << 2)), --end);
    }
    return end;
  }
  for (let i = from; i < to; i++) store<u8>(isSmall + <usize>load<u32>(rows + ((<usize>i) << 2)), 1);
  for (let i = 0; i < side; i++) {
    store<u8>(isSmall + <usize>load<u32>(arena + ((<usize>(first + i)) << 3), 4), 0);
  }
  let low = from;
  let high = to - 1;
  while (low <= high) {
    if (load<u8>(isSmall + <usize>load<u32>(rows + ((<usize>low) << 2))) === 0) low++;
    else swapRows(low, high--);
  }
  return low;
}

function swapRows(a: i32, b: i32): void {
  const one = load<u32>(rows + ((<usize>a) << 2));
  const other = load<u32>(rows + ((<usize>b) << 2));
  store<u32>(rows + ((<usize>a) << 2), other);
  store<u32>(rows + ((<usize>b) << 2), one);
  store<u32>(rowPlace + ((<usize>other) << 2), a);
  store<u32>(rowPlace + ((<usize>one) << 2), b);
}
