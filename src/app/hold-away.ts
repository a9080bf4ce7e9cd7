/** A cell that nobody looks at shows what it is told so much later; it leaves the page to those in view. */
const QUIET_MS = 100;

/** The same while stages run, which need the cores: nobody waits for such a cell, and none is left behind for long. */
const BUSY_MS = 3000;

export interface Surroundings {
  /** whether the cell is in view or has the focus */
  readonly isLookedAt: () => boolean;
  /** whether stages run */
  readonly isBusy: () => boolean;
  /** runs what it is given in a frame of its own; returns what takes it back */
  readonly takeTurn: (work: () => void) => () => void;
}

export interface Hold {
  /** Whether the cell has to wait; `catchUp` is called once it need not. */
  readonly hold: (catchUp: () => void) => boolean;
  /** Of a cell that has come into view: no more waiting. */
  readonly release: () => void;
  /** For a change of `isBusy`. */
  readonly onBusyChange: () => void;
  /** Forgets what waits. */
  readonly stop: () => void;
}

/** Has a cell that is out of view wait with what it is told, so that drawing it takes no core from those who need it. */
export function makeHold({ isLookedAt, isBusy, takeTurn }: Surroundings): Hold {
  let waiting: (() => void) | null = null;
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let takeBack = (): void => {};
  const stop = () => {
    clearTimeout(timer);
    takeBack();
    waiting = null;
  };
  const release = () => {
    const catchUp = waiting;
    stop();
    catchUp?.();
  };
  const wait = () => {
    clearTimeout(timer);
    takeBack();
    const left = since + (isBusy() ? BUSY_MS : QUIET_MS) - performance.now();
    if (left > 0) timer = setTimeout(wait, left);
    else takeBack = takeTurn(release);
  };
  return {
    hold(catchUp) {
      if (waiting) return true;
      if (isLookedAt()) return false;
      waiting = catchUp;
      since = performance.now();
      wait();
      return true;
    },
    release,
    onBusyChange: () => void (waiting && wait()),
    stop,
  };
}
