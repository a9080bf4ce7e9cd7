import { DataError } from "../errors";
import { makeRng } from "../random/xoshiro";

/** Rows of each class among `labels`. O(rows). */
export function countClasses(labels: ArrayLike<number>, classCount: number): Uint32Array {
  const counts = new Uint32Array(classCount);
  for (let row = 0; row < labels.length; row++) counts[labels[row]]++;
  return counts;
}

/**
 * A weight for every row so that each class weighs the same in sum, and all rows as many as they are: scikit-learn's
 * `class_weight="balanced"`. Classes without rows take no share.
 *
 * @example balancedWeights([0, 0, 0, 1], 2) // 2/3, 2/3, 2/3, 2
 */
export function balancedWeights(labels: ArrayLike<number>, classCount: number): Float64Array {
  const counts = countClasses(labels, classCount);
  const occurring = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return Float64Array.from(labels, (label) => labels.length / (occurring * counts[label]));
}

/**
 * Places in `labels`, ascending, such that every class that occurs has as many: of the largest class by repeating rows
 * drawn at random ("over"; every row is there at least once), or of the smallest by leaving rows out ("under").
 * O(rows of the result).
 *
 * @throws {DataError} "invalid-option" for a seed that is none
 */
export function sampleClasses(
  labels: ArrayLike<number>,
  classCount: number,
  { sampling, seed }: { readonly sampling: "over" | "under"; readonly seed: number },
): Uint32Array {
  const members: number[][] = Array.from({ length: classCount }, () => []);
  for (let place = 0; place < labels.length; place++) members[labels[place]].push(place);
  const sizes = members.map(({ length }) => length).filter((size) => size > 0);
  if (sizes.length === 0) throw new DataError("too-few-rows", "sampling needs at least 1 training row, got 0");
  const wanted = sampling === "over" ? Math.max(...sizes) : Math.min(...sizes);
  const random = makeRng(seed);
  const places = members.flatMap((own, label) => {
    if (own.length === 0) return [];
    const stream = random.split(label);
    if (sampling === "over") {
      return [...own, ...Array.from({ length: wanted - own.length }, () => own[stream.below(own.length)])];
    }
    // the first `wanted` of a Fisher-Yates shuffle
    for (let i = 0; i < wanted; i++) {
      const j = i + stream.below(own.length - i);
      [own[i], own[j]] = [own[j], own[i]];
    }
    return own.slice(0, wanted);
  });
  return Uint32Array.from(places).sort();
}
