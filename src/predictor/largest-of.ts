/**
 * Places of the values furthest from zero, the furthest first (of equal ones the first); of the others that are not zero how
 * many there are and their sum. Of the hundred thousand values of a large forest few are named: nothing is sorted.
 */
export function largestOf(
  values: ArrayLike<number>,
  count: number,
): { largest: number[]; others: number; rest: number } {
  const largest: number[] = [];
  let others = 0;
  let rest = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    const size = Math.abs(values[i]);
    if (largest.length === count && !(size > Math.abs(values[largest[count - 1]]))) {
      others++;
      rest += values[i];
      continue;
    }
    let at = largest.length;
    while (at > 0 && size > Math.abs(values[largest[at - 1]])) at--;
    largest.splice(at, 0, i);
    if (largest.length > count) {
      others++;
      rest += values[largest.pop()!];
    }
  }
  return { largest, others, rest };
}
