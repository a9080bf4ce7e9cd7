import { Fragment, useState } from "react";
import type { ReactNode } from "react";
import type { CleanExample } from "../../pipeline/views";
import { Button } from "../../ui/Button";
import { formatNumber } from "../../ui/format";
import { showToken } from "./traced-tokens";
import type { ShownToken } from "./traced-tokens";
import styles from "./clean.module.css";

const SHOWN = 160;

/** Tokens in the order of the text: what went is struck through, what stemming cut off is pale. */
export function TokenText({ tokens }: { readonly tokens: CleanExample["tokens"] }): ReactNode {
  const [all, setAll] = useState(false);
  if (tokens.length === 0) return <p className="note">Nothing is left of an empty text.</p>;
  const shown = all ? tokens : tokens.slice(0, SHOWN);
  return (
    <p className={styles.tokens}>
      {shown.map((token, i) => (
        <Fragment key={i}>
          <Token shown={showToken(token)} />{" "}
        </Fragment>
      ))}
      {tokens.length > SHOWN && (
        <Button variant="link" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${formatNumber(tokens.length)}`}
        </Button>
      )}
    </p>
  );
}

function Token({ shown }: { readonly shown: ShownToken }): ReactNode {
  switch (shown.kind) {
    case "kept":
      return <span>{shown.text}</span>;
    case "cut":
      return (
        <span>
          {shown.stem}
          <span className={styles.cut}>{shown.rest}</span>
        </span>
      );
    case "changed":
      return (
        <span>
          {shown.to}
          <span className={styles.was} title={`was ${shown.from}`}>
            {" "}
            ({shown.from})
          </span>
        </span>
      );
    case "removed":
      return <del title={shown.why}>{shown.text}</del>;
  }
}
