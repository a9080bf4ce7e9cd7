import type { ReportBlock, ReportDocument, ReportTable } from "./report-document";

/** The report as GitHub's Markdown; charts as characters in a code block. */
export function toMarkdown({ title, summary, sections }: ReportDocument): string {
  const parts = [`# ${escapeMarkdown(title)}`, escapeMarkdown(summary)];
  for (const section of sections) {
    parts.push(`## ${escapeMarkdown(section.title)}`, ...section.blocks.map(blockText));
  }
  return `${parts.join("\n\n")}\n`;
}

function blockText(block: ReportBlock): string {
  switch (block.kind) {
    case "text":
      return escapeMarkdown(block.text);
    case "list":
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join("\n");
    case "facts":
      return tableText({ kind: "table", header: ["", ""], rows: block.facts });
    case "code":
      return `${escapeMarkdown(block.title)}\n\n${fenced(block.code)}`;
    case "table":
      return tableText(block);
    case "chart":
      return `**${escapeMarkdown(block.title)}**\n\n${fenced(block.text)}`;
  }
}

function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${code}\n${fence}`;
}

function tableText({ caption, header, rows, numeric = [] }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escapeMarkdown(cell)).join(" | ")} |`;
  const rule = `| ${header.map((_, i) => (numeric.includes(i) ? "---:" : "---")).join(" | ")} |`;
  return [...(caption ? [escapeMarkdown(caption), ""] : []), line(header), rule, ...rows.map(line)].join("\n");
}

/** Text of a file stays text: nothing in it becomes a heading, a link, a cell or markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s*[\r\n]+\s*/g, " ")
    .replaceAll(/[\\`*_[\]<>|#~]/g, "\\$&")
    .replaceAll("&", "&amp;");
}
