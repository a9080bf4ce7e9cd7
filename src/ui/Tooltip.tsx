import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import "./tooltip.css";

export interface TooltipProps {
  readonly text: ReactNode;
  /** one focusable element */
  readonly children: ReactElement;
}

/** A longer word on something that can be hovered or focused; never the only place where a thing is said. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className="tooltip" sideOffset={4} collisionPadding={8}>
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
