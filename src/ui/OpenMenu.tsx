import { DropdownMenu as Radix } from "radix-ui";
import { useEffect } from "react";
import { Icon } from "./Icon";
import { Kbd } from "./Kbd";
import type { MenuProps } from "./Menu";
import { holdTurns } from "./take-turns";
import "./menu.css";

/** Open as it comes. Not modal: a modal one locks scrolling with an inline style sheet, which a strict policy refuses. */
export function OpenMenu({ trigger, items, align = "end" }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          <Hold />
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

/** While a menu is open nothing is mounted above its button, which would carry both out of sight. */
function Hold() {
  useEffect(holdTurns, []);
  return null;
}
