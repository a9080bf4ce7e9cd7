import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";

const parts = new Set<() => Promise<unknown>>();

/** A part of a cell whose code is fetched when it is first shown, or ahead of that by {@link loadParts}. */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  parts.add(load);
  return lazy(async () => ({ default: await load() }));
}

/** So many are asked for at once: most of the time that a part takes is its way from the host. */
const AT_ONCE = 4;

/**
 * Fetches and evaluates the code of every part whenever `idle` says so: a run shows many of them within a second, in which
 * their code is not to be compiled as well.
 */
export async function loadParts(idle: () => Promise<unknown>): Promise<void> {
  const waiting = [...parts];
  const loadNext = async (): Promise<void> => {
    for (let load = waiting.shift(); load; load = waiting.shift()) {
      await idle();
      // Asked for again when it is shown, which tells what is wrong.
      await load().catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loadNext));
}
