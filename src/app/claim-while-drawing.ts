import type { EngineClient } from "../compute/engine-api";
import { claim } from "../compute/right-of-way";
import { hasTurns, onTurn } from "../ui/take-turns";

/** Longer than any one piece of drawing should be; whoever draws on claims again. */
const A_WHILE_MS = 100;

/** What a person does that the page answers by drawing. */
const INPUTS = ["pointerdown", "keydown", "wheel"] as const;

/**
 * Has the workers leave a core to the page while it shows what has come in or answers a person, until it has nothing
 * left to do.
 */
export function claimWhileDrawing(client: EngineClient, rightOfWay: Int32Array | null): void {
  if (!rightOfWay) return;
  let isAwaited = false;
  let isNews = false;
  const draw = () => {
    if (document.visibilityState === "hidden") return;
    claim(rightOfWay, A_WHILE_MS);
    isNews = true;
    if (!isAwaited) await_();
  };
  // What is idle before the next frame still has that frame to lay out and paint.
  const await_ = () => {
    isAwaited = true;
    isNews = false;
    requestAnimationFrame(() => {
      if ("requestIdleCallback" in globalThis) requestIdleCallback(onIdle);
      else setTimeout(onIdle, A_WHILE_MS);
    });
  };
  const onIdle = () => {
    isAwaited = false;
    if (isNews) await_();
    else if (!hasTurns()) claim(rightOfWay, 0);
  };
  client.subscribe(draw);
  onTurn(draw);
  new MutationObserver(draw).observe(document.body, { subtree: true, childList: true, characterData: true });
  for (const input of INPUTS) addEventListener(input, draw, { capture: true, passive: true });
}
