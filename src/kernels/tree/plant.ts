// AssemblyScript, part of tree-kernel.ts.
//
// The columns of a whole tree, as its root holds them.

import {
  addSingleAt,
  arena,
  BREADTH,
  columnCount,
  isSingle,
  isSmall,
  LENGTH,
  place,
  rowCount,
  rowOf,
  rows,
  SEGMENT,
  segmentAt,
  segmentRoom,
  setArenaTop,
  setBlockTop,
  singles,
  START,
  startOf,
} from "./memory";
import { fewest } from "./split";
import { isOver, mayGoOn } from "./work";

export function plant(inBag: i32): i32 {
  memory.fill(singles, 0, (<usize>rowCount) << 2);
  memory.fill(isSingle, 0, <usize>load<u32>(startOf + ((<usize>columnCount) << 2)));
  if (columnCount > segmentRoom) return -1;
  for (let i = 0; i < inBag; i++) store<u8>(isSmall + <usize>load<u32>(rows + ((<usize>i) << 2)), 1);
  let segment: i32 = 0;
  let at: u32 = 0;
  for (let c = 0; c < columnCount; c++) {
    const from = at;
    const begin = load<u32>(startOf + ((<usize>c) << 2));
    const end = load<u32>(startOf + ((<usize>c) << 2), 4);
    for (let e = begin; e < end; e++) {
      const row = load<u32>(rowOf + ((<usize>e) << 2));
      store<u32>(arena + ((<usize>at) << 3), e);
      store<u32>(arena + ((<usize>at) << 3), row, 4);
      at += <u32>load<u8>(isSmall + <usize>row);
    }
    if (at - from === 1) addSingleAt(from);
    if (at - from >= fewest) {
      const s = segmentAt(segment);
      memory.fill(s, 0, SEGMENT);
      store<i32>(s, c);
      store<u32>(s, from, START);
      store<u32>(s, at - from, LENGTH);
      store<f32>(s, Infinity, BREADTH);
      store<u32>(place + ((<usize>c) << 2), segment);
      segment++;
    }
    if (!mayGoOn(end - begin)) break;
  }
  memory.fill(isSmall, 0, rowCount);
  setArenaTop(at);
  setBlockTop(0);
  return isOver ? -1 : segment;
}
