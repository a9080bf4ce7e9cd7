import { makeRng } from "../../core/random/xoshiro";
import type { TwoParts } from "../../core/split/shuffle-split";

/** Shares of the training rows of a fold that a learning curve trains on. */
export const CURVE_SHARES = [0.1, 0.25, 0.5, 0.75, 1] as const;

/**
 * The fold with a share of its training rows, in their order: drawn at random, a smaller share always within a larger
 * one; or the latest where rows stand in order of time.
 */
export function shareOfFold(fold: TwoParts, share: number, settings: { seed: number; isTimed: boolean }): TwoParts {
  const { train, test } = fold;
  const wanted = Math.max(1, Math.round(share * train.length));
  if (wanted >= train.length) return fold;
  if (settings.isTimed) return { train: train.slice(train.length - wanted), test };
  const random = makeRng(settings.seed);
  const places = Uint32Array.from(train, (_, place) => place);
  for (let i = 0; i < wanted; i++) {
    const j = i + random.below(places.length - i);
    [places[i], places[j]] = [places[j], places[i]];
  }
  return {
    train: places
      .slice(0, wanted)
      .sort()
      .map((place) => train[place]),
    test,
  };
}
