import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./Icon";
import { Kbd } from "./Kbd";
import "./menu.css";

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
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
}

/** Not modal: a modal one locks scrolling with an inline style sheet, which a strict policy refuses. */
export function Menu({ trigger, items, align = "end" }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          {items.map((item, index) =>
            item === "line" ? (
              <Radix.Separator key={`line-${index}`} className="menu-line" />
            ) : (
              <Radix.Item key={item.label} className="menu-item" disabled={item.disabled} onSelect={item.onSelect}>
                {item.icon && <Icon name={item.icon} />}
                {item.label}
                {item.keys && <Kbd keys={item.keys} />}
              </Radix.Item>
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
