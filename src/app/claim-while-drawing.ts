import type { EngineClient } from "../compute/engine-api";
import { claim, tellFrame } from "../compute/right-of-way";
import { hasTurns, onTurn } from "../ui/take-turns";

/** Longer than any one piece of drawing should be; whoever draws on claims again. */
const A_WHILE_MS = 100;

/** What a person does that the page answers by drawing. */
const INPUTS = ["pointerdown", "keydown", "wheel"] as const;

/**
 * Has the workers leave a core to the page while it shows what has come in or answers a person, until the frame in which
 * it does is drawn and nothing waits for the next.
 */
export function claimWhileDrawing(client: EngineClient, rightOfWay: Int32Array | null): void {
  if (!rightOfWay) return;
  let isFrameAwaited = false;
  let hasNews = false;
  const draw = () => {
    if (document.visibilityState === "hidden") return;
    claim(rightOfWay, A_WHILE_MS);
    hasNews = true;
    if (!isFrameAwaited) awaitFrame();
  };
  const awaitFrame = () => {
    isFrameAwaited = true;
    hasNews = false;
    // What is asked for in a frame comes once that is laid out and painted.
    requestAnimationFrame(() => {
      // The frame may have come late.
      claim(rightOfWay, A_WHILE_MS);
      tellFrame(rightOfWay, true);
      setTimeout(onDrawn, 0);
    });
  };
  const onDrawn = () => {
    tellFrame(rightOfWay, false);
    isFrameAwaited = false;
    if (hasNews) awaitFrame();
    else if (!hasTurns()) claim(rightOfWay, 0);
  };
  client.subscribe(draw);
  onTurn(draw);
  // Whatever else changes the page, as code that comes late and the clock of a stage.
  new MutationObserver(draw).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  for (const input of INPUTS) addEventListener(input, draw, { capture: true, passive: true });
}
