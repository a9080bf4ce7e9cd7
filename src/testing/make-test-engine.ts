import { makeEngine } from "../compute/engine";
import type { Engine, EngineHost } from "../compute/engine";
import { makeMemoryStorage } from "../compute/storage";
import { makeInProcessExecutor } from "../pipeline/in-process-executor";

/** An engine on this thread that tells nobody, keeps nothing for later, reaches no network and trains none, but for `host`. */
export function makeTestEngine(host: Partial<EngineHost> = {}): Engine {
  return makeEngine({
    executor: makeInProcessExecutor(),
    trainNetwork: () => Promise.reject(new Error("no networks here")),
    compareBackends: () => Promise.resolve([]),
    storage: makeMemoryStorage(),
    emit: () => {},
    environment: { userAgent: "test", cores: 1, isolated: false, scorebook: "0" },
    now: () => performance.now(),
    fetch: () => Promise.reject(new TypeError("Failed to fetch")),
    memoryLimit: 2 ** 32,
    ...host,
  });
}
