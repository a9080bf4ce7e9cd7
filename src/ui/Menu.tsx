import { Suspense, cloneElement, lazy, useState } from "react";
import type { ComponentProps, KeyboardEvent, ReactElement } from "react";
import type { IconName } from "./Icon";

export type MenuItem =
  | {
      readonly label: string;
      readonly onSelect: () => void;
      readonly icon?: IconName;
      readonly keys?: string;
      readonly disabled?: boolean;
    }
  | "line";

export interface MenuProps {
  /** one button */
  readonly trigger: ReactElement<ComponentProps<"button">>;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
}

const load = async () => ({ default: (await import("./OpenMenu")).OpenMenu });
const OpenMenu = lazy(load);

/** The button alone until it is pressed: what a menu is made of loads when one is first pointed at or reached by Tab. */
export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const closed = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setAsked(true),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      setAsked(true);
    },
  });
  if (!asked) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenMenu {...props} />
    </Suspense>
  );
}
