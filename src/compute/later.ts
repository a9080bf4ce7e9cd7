type Method = (...args: never[]) => unknown;

type Answering<T, K extends keyof T> = {
  readonly [N in K]: T[N] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;
};

export interface Later<T, K extends keyof T> {
  readonly methods: Answering<T, K>;
  /** the part where it is there already: what never started need not be stopped */
  readonly present: () => T | null;
}

/**
 * A part of the engine whose code is fetched when one of its methods is first called: most visits never ask for it, and
 * the first load is to stay small. A fetch that failed is tried again at the next call.
 */
export function later<T extends { readonly [N in K]: Method }, K extends string & keyof T>(
  load: () => Promise<T>,
  names: readonly K[],
): Later<T, K> {
  let loading: Promise<T> | null = null;
  let part: T | null = null;
  const loaded = () =>
    (loading ??= load().then(
      (made) => (part = made),
      (thrown: unknown) => {
        loading = null;
        throw thrown;
      },
    ));
  const methods = Object.fromEntries(
    names.map((name) => [name, async (...args: never[]) => (await loaded())[name](...args)]),
  ) as unknown as Answering<T, K>;
  return { methods, present: () => part };
}
