import { useState } from "react";
import type { ReactNode } from "react";

export interface DetailsProps {
  readonly summary: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The browser's own disclosure; what it holds is mounted when it is first opened, and kept. */
export function Details({ summary, className, children }: DetailsProps): ReactNode {
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details className={className} onToggle={(event) => event.currentTarget.open && setWasOpened(true)}>
      <summary>{summary}</summary>
      {wasOpened && children}
    </details>
  );
}
