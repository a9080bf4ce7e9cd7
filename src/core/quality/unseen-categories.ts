import { codeColumn } from "../split/row-codes";
import { cellText } from "../table/cells";
import { columnsWith, finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { counted, listed, percent } from "./phrases";

const WARN_SHARE = 0.01;
const RARE = 5;
const EXAMPLES = 3;

/** Test posts whose category no training post has: the model has nothing to go by. */
export function checkUnseenCategories(inputs: QualityInputs): CheckResult[] {
  const { table, split, choices } = inputs;
  if (!split) return [];
  const names = new Set(columnsWith(inputs, "categorical"));
  if (names.size === 0) return [];
  const found = table.columns
    .filter(({ name }) => names.has(name))
    .flatMap((column) => {
      const { codes, count, firstRow } = codeColumn(column);
      const seen = new Uint8Array(count);
      for (const row of split.rows.train) seen[codes[row]] = 1;
      const rows = split.rows.test.filter((row) => seen[codes[row]] === 0 && !column.missing[row]);
      if (rows.length === 0) return [];
      const values = [...new Set(Array.from(rows, (row) => codes[row]))];
      const share = rows.length / split.rows.test.length;
      const examples = values.slice(0, EXAMPLES).map((code) => cellText(column.cells, firstRow[code]));
      const title = `${counted(rows.length, "test post")} (${percent(share)}) have a ${column.name} that training never saw`;
      return [
        finding("unseen-categories", share >= WARN_SHARE ? "warn" : "pass", title, {
          columns: [column.name],
          detail: `${counted(values.length, "value")}: ${listed(examples)}${values.length > EXAMPLES ? ", ..." : ""}. They count as none of the known ones.`,
          rows,
          remedies:
            choices.rarestCategory < RARE
              ? [
                  {
                    label: `Join categories of under ${RARE} rows`,
                    change: { features: { categorical: { minCount: RARE } } },
                  },
                ]
              : [],
        }),
      ];
    });
  if (found.length > 0) return found;
  return [
    finding("unseen-categories", "pass", `Training knows every category of ${listed([...names])} that is tested`),
  ];
}
