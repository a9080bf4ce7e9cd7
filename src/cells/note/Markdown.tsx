import { useMemo } from "react";
import { renderMarkdown } from "./render-markdown";

export function Markdown({ text }: { readonly text: string }) {
  const html = useMemo(() => renderMarkdown(text), [text]);
  return <div className="note-text" dangerouslySetInnerHTML={{ __html: html }} />;
}
