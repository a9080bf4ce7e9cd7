import type { ReactNode } from "react";

export interface ScrollBoxProps {
  /** what can be scrolled */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A box that scrolls by itself. It takes the focus, so that it can be scrolled by keyboard where nothing inside does. */
export function ScrollBox({ label, className, children }: ScrollBoxProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
