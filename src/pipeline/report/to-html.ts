import { escapeXml } from "./draw-svg";
import type { ReportBlock, ReportDocument, ReportTable } from "./report-document";

/** The report as one HTML file that needs nothing else: light and dark by the reader's setting, and fit for paper. */
export function toHtml({ title, summary, sections }: ReportDocument): string {
  const contents = sections
    .map((section, i) => `<li><a href="#s${i + 1}">${escapeXml(section.title)}</a></li>`)
    .join("");
  const body = sections
    .map(
      (section, i) =>
        `<section id="s${i + 1}"><h2>${escapeXml(section.title)}</h2>\n${section.blocks.map(blockHtml).join("\n")}\n</section>`,
    )
    .join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(title)}</h1>
<p class="summary">${escapeXml(summary)}</p>
<nav aria-label="Contents"><ol>${contents}</ol></nav>
${body}
</main>
</body>
</html>
`;
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case "text":
      return `<p>${escapeXml(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${escapeXml(item)}</li>`).join("")}</ul>`;
    case "facts":
      return `<dl>${block.facts.map(([name, value]) => `<div><dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd></div>`).join("")}</dl>`;
    case "code":
      return `<details><summary>${escapeXml(block.title)}</summary><pre tabindex="0">${escapeXml(block.code)}</pre></details>`;
    case "table":
      return tableHtml(block);
    case "chart": {
      const numbers = block.table ? `<details><summary>The numbers</summary>${tableHtml(block.table)}</details>` : "";
      return `<figure><figcaption>${escapeXml(block.title)}</figcaption>${block.svg}${numbers}</figure>`;
    }
  }
}

function tableHtml({ caption, header, rows, numeric = [] }: ReportTable): string {
  const kind = (i: number) => (numeric.includes(i) ? ' class="n"' : "");
  const head = header.map((cell, i) => `<th scope="col"${kind(i)}>${escapeXml(cell)}</th>`).join("");
  const lines = rows
    .map((row) => {
      const cells = row.map((cell, i) =>
        i === 0 ? `<th scope="row"${kind(i)}>${escapeXml(cell)}</th>` : `<td${kind(i)}>${escapeXml(cell)}</td>`,
      );
      return `<tr>${cells.join("")}</tr>`;
    })
    .join("");
  const title = caption ? `<caption>${escapeXml(caption)}</caption>` : "";
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeXml(caption ?? "Table")}"><table>${title}<thead><tr>${head}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

const STYLE = `
:root{color-scheme:light dark;--page:#fcfcfb;--ink:#17191a;--ink2:#464b4e;--ink3:#646a6d;--line:#e6e7e5;--fill:#00657a;--mute:#868b8d;--sunken:#f5f6f5}
@media (prefers-color-scheme:dark){:root{--page:#141618;--ink:#eceeee;--ink2:#b9bfc1;--ink3:#91989b;--line:#282c2e;--fill:#55bdd0;--mute:#80878a;--sunken:#1b1e20}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:820px;margin:0 auto;padding:40px 20px 64px}
h1{font-size:28px;line-height:1.25;margin:0 0 8px}
h2{font-size:19px;margin:40px 0 10px;padding-top:12px;border-top:1px solid var(--line)}
p,ul{margin:0 0 12px}
.summary{font-size:17px;color:var(--ink2)}
nav ol{display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:16px 0 0;list-style:none;font-size:13px}
a{color:var(--fill)}
:focus-visible{outline:2px solid var(--fill);outline-offset:2px}
dl{margin:0 0 16px}
dl div{display:grid;grid-template-columns:minmax(120px,200px) 1fr;gap:12px;padding:5px 0;border-bottom:1px solid var(--line)}
dt{color:var(--ink3)}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:0 0 16px}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;color:var(--ink3);padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:5px 14px 5px 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--ink3)}
.n{text-align:right;white-space:nowrap}
figure{margin:0 0 20px}
figcaption{font-weight:600;margin:0 0 6px}
svg{display:block;width:100%;max-width:640px;height:auto}
svg text{fill:var(--ink3);font-size:12px;font-family:inherit}
svg .grid{stroke:var(--line)}
svg .axis{stroke:var(--mute)}
svg .bar,svg circle.model{fill:var(--fill)}
svg circle.base{fill:var(--mute)}
svg line.model{stroke:var(--fill);stroke-width:2.5}
svg line.base{stroke:var(--mute);stroke-width:2.5}
svg polyline{fill:none;stroke-width:2}
svg polyline.model{stroke:var(--fill)}
svg polyline.base{stroke:var(--mute)}
svg .point{fill:var(--fill);fill-opacity:.45}
svg .ideal{stroke:var(--mute);stroke-dasharray:4 4}
details{margin:0 0 12px;font-size:13px}
summary{cursor:pointer;color:var(--ink2)}
pre{overflow-x:auto;background:var(--sunken);padding:12px;font:12px/1.5 ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}
@media (max-width:480px){dl div{grid-template-columns:1fr;gap:0}}
@media print{:root{--page:#fff;--ink:#000;--ink2:#222;--ink3:#444;--line:#ccc;--fill:#00566a;--mute:#777;--sunken:#f5f5f5}main{max-width:none;padding:0}nav{display:none}figure,tr{break-inside:avoid}h2{break-after:avoid}}
`;
