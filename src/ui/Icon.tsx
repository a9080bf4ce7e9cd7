import type { ReactNode } from "react";
import "./icon.css";

/** Drawn on a 16 by 16 grid, 1.5 px strokes. */
const SHAPES = {
  play: <path className="solid" d="M4.2 2.6v10.8L13 8z" />,
  stop: <path className="solid" d="M4 4h8v8H4z" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
  share: <path d="M8 10V2M5 4.6 8 1.8l3 2.8M3.5 8v5.5h9V8" />,
  download: <path d="M8 2v8M5 7.4 8 10.2l3-2.8M3 13.5h10" />,
  upload: <path d="M8 10.5V2.3M5 5.1 8 2.3l3 2.8M3 13.5h10" />,
  table: <path d="M2 3h12v10H2zM2 6.4h12M2 9.7h12M6.4 6.4V13" />,
  chip: (
    <path d="M4 4h8v8H4zM6.5 4V1.5M9.5 4V1.5M6.5 14.5V12M9.5 14.5V12M4 6.5H1.5M4 9.5H1.5M14.5 6.5H12M14.5 9.5H12" />
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path className="solid" d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" />
    </>
  ),
  lock: <path d="M3.5 7.2h9v6.3h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7" />,
  warn: <path d="M8 2 14.6 13.5H1.4zM8 6.4v3.4M8 11.7v.01" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.2v4M8 4.9v.01" />
    </>
  ),
  "chevron-right": <path d="m5.5 3.5 4.5 4.5-4.5 4.5" />,
  "chevron-down": <path d="m3.5 5.5 4.5 4.5 4.5-4.5" />,
  "chevron-up": <path d="m3.5 10.5 4.5-4.5 4.5 4.5" />,
  plus: <path d="M8 3v10M3 8h10" />,
  pencil: <path d="m3 13 .7-3L10.9 2.8l2.3 2.3L6 12.3z" />,
  trash: <path d="M3 4.5h10M6.2 4.5V2.8h3.6v1.7M4.4 4.5l.6 9h6l.6-9" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  undo: <path d="M5.6 3 2.8 5.8l2.8 2.8M3 5.8h6.2a3.6 3.6 0 0 1 0 7.2H6" />,
  redo: <path d="m10.4 3 2.8 2.8-2.8 2.8M13 5.8H6.8a3.6 3.6 0 0 0 0 7.2H10" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Always decorative: the words beside it, or the label of its button, say the same. */
export function Icon({ name, className = "" }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={`ic ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
