const MINUS = "−";

const grouped = new Map<number, Intl.NumberFormat>();

/** "4,727", "0.363": thousands grouped, a true minus, exactly `decimals` after the point; "–" for what is not a number. */
export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return value === Infinity ? "∞" : value === -Infinity ? `${MINUS}∞` : "–";
  let format = grouped.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    grouped.set(decimals, format);
  }
  // A value that rounds to zero is zero, not minus zero.
  const text = format.format(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** "+1,557", "−296": for changes, the sign always said; "0" has none. */
export function formatChange(value: number, decimals = 0): string {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9∞]/.test(text) ? `+${text}` : text;
}

/** Of a share 0 to 1: "18.4%", "−20.2%". */
export function formatPercent(share: number, decimals = 1): string {
  return Number.isFinite(share) ? `${formatNumber(share * 100, decimals)}%` : "–";
}

/**
 * A number of unknown size as short as it can be read: about three significant digits under 1,000, whole above.
 * "4,727", "12.5", "0.363", "0.00012".
 */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size >= 1000) return formatNumber(value, 0);
  if (size === 0) return "0";
  if (size >= 10) return trimmed(value, 1);
  if (size >= 1) return trimmed(value, 2);
  return trimmed(value, Math.min(8, 2 - Math.floor(Math.log10(size))));
}

function trimmed(value: number, decimals: number): string {
  return formatNumber(value, decimals)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/**
 * A number in the target's own unit: scores and their errors are whole where they are large, else three figures.
 * `scale` is the size of the values it stands among, so that a column has the same decimals throughout.
 */
export function formatTarget(value: number, scale = Math.abs(value)): string {
  return formatNumber(value, scale >= 100 ? 0 : scale >= 10 ? 1 : scale >= 1 ? 2 : 3);
}

/** On axes only: "500", "5k", "10k", "1.5M". */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${formatShort(value / 1e9)}G`;
  if (size >= 1e6) return `${formatShort(value / 1e6)}M`;
  if (size >= 1000) return `${formatShort(value / 1000)}k`;
  return formatShort(value);
}

/** "0.4 ms", "8 ms", "0.4 s", "27.8 s", "2 min 5 s", "1 h 3 min". */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  if (ms < 0.95) return `${formatNumber(ms, 1)} ms`;
  if (ms < 99.5) return `${formatNumber(ms, 0)} ms`;
  if (ms < 59_950) return `${formatNumber(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return joined(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  return joined(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

function joined(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** Latencies, one decimal, two below a tenth: "0.04 ms", "0.4 ms"; seconds once they are that long. */
export function formatLatency(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  return ms < 999.95 ? `${formatNumber(ms, ms < 0.095 ? 2 : 1)} ms` : formatDuration(ms);
}

/** "about 4 s left"; whole seconds, since a guess has no tenths. */
export function formatRemaining(ms: number): string {
  if (!Number.isFinite(ms)) return "";
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return `about ${seconds < 60 ? `${seconds} s` : formatDuration(seconds < 600 ? seconds * 1000 : Math.round(seconds / 60) * 60_000)} left`;
}

/** Powers of 1000: "184 B", "38.4 MB", "1.2 GB". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatNumber(value, unit > 0 && Math.abs(value) < 99.95 ? 1 : 0)} ${units[unit]}`;
}

/** "3,950 to 5,640". */
export function formatInterval(low: number, high: number, decimals = 0): string {
  return `${formatNumber(low, decimals)} to ${formatNumber(high, decimals)}`;
}

/** "1 row", "4,205 rows". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
