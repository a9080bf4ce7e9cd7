/** What canvases under a plot show, as SVG, for saving; each chart that paints registers its own. */
export const paintedLayers = new WeakMap<HTMLCanvasElement, () => string>();

const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;

export interface ChartImage {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The plot inside `figure` as a standalone SVG in its current colours, under its title and subtitle. */
export function drawChartImage(figure: HTMLElement, title: string, subtitle: string): ChartImage | null {
  const plots = [...figure.querySelectorAll<SVGSVGElement>("[data-plot] svg")].filter(
    (svg) => svg.parentElement?.closest("svg") === null,
  );
  if (plots.length === 0) return null;
  const box = plots[0].closest("[data-plot]")!.getBoundingClientRect();
  const style = getComputedStyle(figure);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const top = subtitle ? 44 : 28;
  const width = Math.ceil(box.width) + 24;
  const height = Math.ceil(box.height) + top + 12;

  const parts = plots.map((plot) => {
    const place = plot.getBoundingClientRect();
    const copy = styledCopy(plot);
    copy.setAttribute("x", String(place.left - box.left));
    copy.setAttribute("y", String(place.top - box.top));
    copy.setAttribute("width", String(place.width));
    copy.setAttribute("height", String(place.height));
    copy.setAttribute("overflow", "visible");
    return new XMLSerializer().serializeToString(copy);
  });
  const painted = [...figure.querySelectorAll("canvas")].map((canvas) => paintedLayers.get(canvas)?.() ?? "");
  const font = `font-family="${escapeXml(style.fontFamily)}"`;
  const heading =
    `<text x="0" y="16" ${font} font-size="13" font-weight="600" fill="${colour("--ink")}">${escapeXml(title)}</text>` +
    (subtitle
      ? `<text x="0" y="33" ${font} font-size="12" fill="${colour("--ink-2")}">${escapeXml(subtitle)}</text>`
      : "");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="-12 0 ${width} ${height}">` +
    `<rect x="-12" width="${width}" height="${height}" fill="${colour("--page")}"/>${heading}` +
    `<g transform="translate(0 ${top})">${parts.join("")}${painted.join("")}</g></svg>`;
  return { svg, width, height };
}

/** The same as pixels, at twice the size so that it stays sharp. */
export async function rasterise(image: ChartImage): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([image.svg], { type: "image/svg+xml" }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be encoded"))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function styledCopy(original: SVGSVGElement): SVGSVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const from = [original, ...original.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    if (!(element instanceof SVGElement)) return;
    const computed = getComputedStyle(element);
    for (const name of STYLES) to[i].setAttribute(name, computed.getPropertyValue(name));
    to[i].removeAttribute("style");
    to[i].removeAttribute("class");
  });
  return copy;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (char) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[char]!);
}
