import DOMPurify from "dompurify";
import { Marked } from "marked";

const markdown = new Marked({
  gfm: true,
  breaks: true,
  // HTML among the Markdown shows as what was typed.
  renderer: { html: ({ text }) => escapeHtml(text) },
});

/**
 * Markdown as HTML that is safe to insert: no HTML of the writer's own, no scripts, no forms, no styles, nothing fetched (pictures from elsewhere would
 * tell another site that the notebook was opened). Links open in a new tab.
 */
export function renderMarkdown(text: string): string {
  const html = markdown.parse(text, { async: false });
  const clean = DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "input", "button", "textarea", "select", "iframe", "audio", "video", "source"],
    FORBID_ATTR: ["style", "srcset", "background", "id", "class"],
    RETURN_DOM_FRAGMENT: true,
  });
  for (const image of clean.querySelectorAll("img")) {
    if (!/^data:image\//i.test(image.getAttribute("src") ?? "")) image.replaceWith(image.alt);
  }
  for (const link of clean.querySelectorAll("a[href]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  const holder = document.createElement("div");
  holder.append(clean);
  return holder.innerHTML;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
