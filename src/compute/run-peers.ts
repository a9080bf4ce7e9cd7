/** What one tab tells the others: runs that are to be read anew from storage, and runs that are gone. */
export interface RunNews {
  readonly put: readonly string[];
  readonly removed: readonly string[];
}

/** Other tabs with the same storage. */
export interface RunPeers {
  tell(news: RunNews): void;
  listen(listener: (news: RunNews) => void): void;
}

/** Every tab of this origin keeps its runs in the same place, so that what one makes all of them show. */
export function makeRunPeers(name = "scorebook-runs"): RunPeers {
  const channel = new BroadcastChannel(name);
  return {
    tell: (news) => channel.postMessage(news),
    listen: (listener) => channel.addEventListener("message", ({ data }) => listener(data as RunNews)),
  };
}
