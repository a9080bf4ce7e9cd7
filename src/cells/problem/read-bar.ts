/** What was typed as the bar: a number, null for an empty field, or why it is neither. "4,500" and "−0.2" are numbers. */
export function readBar(text: string): { readonly value: number | null } | { readonly problem: string } {
  const plain = text.trim().replace(/−/g, "-");
  if (plain === "") return { value: null };
  const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  const value = Number(ungrouped);
  return Number.isFinite(value) ? { value } : { problem: `must be a number such as 4,500, got “${text.trim()}”` };
}

const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 10 });

/** The bar as its field shows it: every digit that was typed, thousands grouped. */
export function writeBar(bar: number | null): string {
  return bar === null ? "" : grouped.format(bar).replace("-", "−");
}
