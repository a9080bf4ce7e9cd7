import type { CSSProperties, ReactNode } from "react";
import "./tinted-text.css";

export interface TintedPiece {
  readonly text: string;
  /** what it is known as; null for what lies between */
  readonly token: string | null;
  /** above 0 raised the outcome, below lowered it */
  readonly value: number;
}

export interface TintedTextProps {
  readonly label: string;
  readonly pieces: readonly TintedPiece[];
  /** the value with the strongest tint, shared by texts that are compared */
  readonly strongest: number;
  readonly format: (value: number) => string;
  /** tokens struck through */
  readonly removed?: ReadonlySet<string>;
  /** makes every word a button; the same must be offered where the keyboard gets to */
  readonly onToggle?: (token: string) => void;
}

/** A text with its words tinted by how far each moved the outcome: underlined where up, dashed where down. */
export function TintedText(props: TintedTextProps): ReactNode {
  const { label, pieces, strongest, format, removed, onToggle } = props;
  return (
    <p className="tinted" aria-label={label} role="group">
      {pieces.map(({ text, token, value }, i) => {
        if (text === "") return null;
        if (token === null) return text;
        const strength = strongest > 0 ? Math.min(1, Math.abs(value) / strongest) : 0;
        const isRemoved = removed?.has(token) ?? false;
        const tinted = strength >= 0.02;
        const direction = !tinted ? "none" : value > 0 ? "up" : "down";
        const shared = {
          "data-direction": direction,
          "data-removed": isRemoved || undefined,
          title: isRemoved ? "taken out; click to put it back" : tinted ? format(value) : undefined,
          style: { "--tint": `${Math.round(8 + strength * 34)}%` } as CSSProperties,
        };
        return onToggle ? (
          <button key={i} type="button" tabIndex={-1} {...shared} onClick={() => onToggle(token)}>
            {text}
          </button>
        ) : (
          <span key={i} {...shared}>
            {text}
          </span>
        );
      })}
    </p>
  );
}

/** What the tints mean. */
export function TintLegend({ up, down }: { readonly up: string; readonly down: string }): ReactNode {
  return (
    <p className="tint-legend">
      <span data-direction="up" style={{ "--tint": "30%" } as CSSProperties}>
        underlined
      </span>{" "}
      {up},{" "}
      <span data-direction="down" style={{ "--tint": "30%" } as CSSProperties}>
        dashed
      </span>{" "}
      {down}; the stronger the tint, the more
    </p>
  );
}
