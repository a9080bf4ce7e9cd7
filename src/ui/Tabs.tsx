import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./tabs.css";

export interface TabItem {
  readonly value: string;
  readonly label: string;
  /** second line: "RMSE 4,727", "not run" */
  readonly note?: string;
}

export interface TabsProps {
  /** what is chosen, for screen readers: "Model" */
  readonly label: string;
  readonly value: string;
  readonly items: readonly TabItem[];
  readonly onChange: (value: string) => void;
  /** the panel of the chosen tab */
  readonly children: ReactNode;
  /** "manual": arrows move the focus, Enter chooses; for tabs that change a setting */
  readonly activation?: "automatic" | "manual";
}

export function Tabs({ label, value, items, onChange, children, activation = "automatic" }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange} activationMode={activation}>
      <Radix.List className="tabs" aria-label={label}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} className="tab" value={item.value}>
            {item.label}
            {item.note && <small>{item.note}</small>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} tabIndex={-1}>
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
