/** p of a permutation test: the real target counts as one of the shuffles, so it is never 0 (Phipson and Smyth, 2010). */
export function permutationP(value: number, shuffled: readonly number[], isGain: boolean): number {
  const asGood = shuffled.filter((score) => (isGain ? score >= value : score <= value)).length;
  return (1 + asGood) / (1 + shuffled.length);
}
