import { inUnit } from "./report-words";

// Drawings are texts: no DOM, so that a terminal writes the same report as the page. Colours come from the page's classes.

const WIDTH = 640;
const LABELS = 170;

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function svg(height: number, title: string, body: string, width = WIDTH): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" xmlns="http://www.w3.org/2000/svg">${body}</svg>`;
}

const at = (value: number) => value.toFixed(1);

function label(x: number, y: number, text: string, anchor: "start" | "middle" | "end" = "start"): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

/** Round values within a range, about `count` of them. */
export function ticksOf(low: number, high: number, count = 5): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) ticks.push(i * step + 0);
  return ticks;
}

function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  return size >= 1e4
    ? `${Number((value / 1e3).toPrecision(3))}k`
    : inUnit(value).replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros));
}

export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly isModel: boolean;
}

/** One dot with its interval a row, on a shared axis. */
export function drawIntervals(title: string, rows: readonly IntervalRow[]): string {
  const values = rows.flatMap(({ low, high }) => [low, high]);
  const [low, high] = padded(Math.min(...values), Math.max(...values));
  const x = (value: number) => LABELS + ((value - low) / (high - low)) * (WIDTH - LABELS - 16);
  const height = 28 * rows.length + 30;
  const grid = ticksOf(low, high)
    .map(
      (tick) =>
        `<line class="grid" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="4" y2="${height - 24}"/>${label(x(tick), height - 8, short(tick), "middle")}`,
    )
    .join("");
  const marks = rows
    .map((row, i) => {
      const y = 18 + 28 * i;
      const kind = row.isModel ? "model" : "base";
      return `${label(LABELS - 12, y + 4, row.label, "end")}<line class="${kind}" x1="${at(x(row.low))}" x2="${at(x(row.high))}" y1="${y}" y2="${y}"/><circle class="${kind}" cx="${at(x(row.value))}" cy="${y}" r="4.5"/>`;
    })
    .join("");
  return svg(height, title, grid + marks);
}

function padded(low: number, high: number): [number, number] {
  const room = high > low ? 0.06 * (high - low) : Math.max(1, Math.abs(low)) * 0.1;
  return [low - room, high + room];
}

/** Upright bars, one a bin, with the edges named below. */
export function drawBars(
  title: string,
  bins: { readonly edges: readonly number[]; readonly counts: readonly number[] },
  name: string,
): string {
  const { edges, counts } = bins;
  const most = Math.max(1, ...counts);
  const height = 200;
  const base = height - 40;
  const step = (WIDTH - 60) / counts.length;
  const every = Math.max(1, Math.ceil(edges.length / 8));
  const bars = counts
    .map((count, i) => {
      const tall = (count / most) * (base - 12);
      return `<rect class="bar" x="${at(50 + i * step + 0.5)}" y="${at(base - tall)}" width="${at(Math.max(0.5, step - 1))}" height="${at(tall)}"/>`;
    })
    .join("");
  const marks = edges
    .flatMap((edge, i) =>
      i % every === 0 ? [label(50 + i * step, base + 16, short(edge), i === counts.length ? "end" : "middle")] : [],
    )
    .join("");
  return svg(
    height,
    title,
    `<line class="axis" x1="50" x2="${WIDTH - 10}" y1="${base}" y2="${base}"/>${label(44, 16, short(most), "end")}${label(44, base, "0", "end")}${bars}${marks}${label(50 + (WIDTH - 60) / 2, height - 6, name, "middle")}`,
  );
}

/** Bars with characters: one line a bin. */
export function textBars(names: readonly string[], counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  const wide = Math.max(...names.map(({ length }) => length));
  return names
    .map((name, i) => `${name.padStart(wide)} | ${"█".repeat(Math.round((counts[i] / most) * 40))} ${counts[i]}`)
    .join("\n");
}

export interface Axis {
  readonly name: string;
  /** strong skew: places by the sign times ln(1 + size) */
  readonly isLog: boolean;
}

/** Points under a line of perfect agreement, both axes alike. */
export function drawAgreement(
  title: string,
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  axis: Axis,
): string {
  const place = (value: number) => (axis.isLog ? Math.sign(value) * Math.log1p(Math.abs(value)) : value);
  const all = [...Array.from(actual), ...Array.from(predicted)];
  const [low, high] = padded(place(Math.min(...all)), place(Math.max(...all)));
  const size = 360;
  const x = (value: number) => 60 + ((place(value) - low) / (high - low)) * (size - 20);
  const y = (value: number) => size - ((place(value) - low) / (high - low)) * (size - 20);
  const ticks = axis.isLog ? logTicks(Math.min(...all), Math.max(...all)) : ticksOf(low, high);
  const grid = ticks
    .map(
      (tick) =>
        `<line class="grid" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="20" y2="${size}"/><line class="grid" x1="60" x2="${size + 40}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>${label(x(tick), size + 16, short(tick), "middle")}${label(54, y(tick) + 4, short(tick), "end")}`,
    )
    .join("");
  const unplace = (v: number) => (axis.isLog ? Math.sign(v) * Math.expm1(Math.abs(v)) : v);
  const ideal = `<line class="ideal" x1="${at(x(unplace(low)))}" y1="${at(y(unplace(low)))}" x2="${at(x(unplace(high)))}" y2="${at(y(unplace(high)))}"/>`;
  const points = Array.from(
    actual,
    (value, i) => `<circle class="point" cx="${at(x(value))}" cy="${at(y(predicted[i]))}" r="2"/>`,
  ).join("");
  return svg(
    size + 40,
    title,
    `${grid}${ideal}${points}${label(60 + size / 2, size + 34, `actual ${axis.name}`, "middle")}${label(60, 12, `predicted ${axis.name}`)}`,
    size + 60,
  );
}

function logTicks(low: number, high: number): number[] {
  const ticks = low <= 0 ? [0] : [];
  for (let power = 1; power <= Math.abs(low); power *= 10) if (low < 0) ticks.push(-power);
  for (let power = 1; power <= high; power *= 10) if (power >= low) ticks.push(power);
  return ticks;
}

export interface Line {
  readonly name: string;
  readonly kind: "model" | "base";
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Lines over a shared pair of axes, each named at its end. */
export function drawLines(
  title: string,
  lines: readonly Line[],
  names: { readonly x: string; readonly y: string },
): string {
  const all = lines.flatMap(({ points }) => points);
  const [left, right] = padded(Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x)));
  const [low, high] = padded(Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y)));
  const height = 260;
  const x = (value: number) => 60 + ((value - left) / (right - left)) * (WIDTH - 180);
  const y = (value: number) => height - 46 - ((value - low) / (high - low)) * (height - 70);
  const grid = [
    ...ticksOf(low, high).map(
      (tick) =>
        `<line class="grid" x1="60" x2="${WIDTH - 120}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>${label(54, y(tick) + 4, short(tick), "end")}`,
    ),
    ...ticksOf(left, right).map((tick) => label(x(tick), height - 28, short(tick), "middle")),
  ].join("");
  const drawn = lines
    .map(({ name, kind, points }) => {
      const [lastX, lastY] = points[points.length - 1];
      return `<polyline class="${kind}" points="${points.map(([px, py]) => `${at(x(px))},${at(y(py))}`).join(" ")}"/>${label(x(lastX) + 6, y(lastY) + 4, name)}`;
    })
    .join("");
  return svg(
    height,
    title,
    `${grid}${drawn}${label(60 + (WIDTH - 180) / 2, height - 8, names.x, "middle")}${label(60, 14, names.y)}`,
  );
}
