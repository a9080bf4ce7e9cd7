import type { WorkerHandle } from "./pool";

/** A web worker as the pool and the clients want it. */
export function handleOf(worker: Worker): WorkerHandle {
  return {
    endpoint: worker,
    terminate: () => worker.terminate(),
    onCrash: (listener) => {
      let told = false;
      const tell = (message: string) => {
        if (told) return;
        told = true;
        listener(message);
      };
      worker.addEventListener("error", (event) => {
        // Dealt with here: left alone, the error of a worker's worker goes on to end its parent as well.
        event.preventDefault();
        tell(event.message || "a worker stopped with an error it did not report");
      });
      worker.addEventListener("messageerror", () => tell("a message to or from a worker could not be read"));
    },
  };
}
