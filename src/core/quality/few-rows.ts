import { finding } from "./check";
import type { CheckResult, QualityInputs } from "./check";
import { counted } from "./phrases";

const FAIL_BELOW = 50;
const WARN_BELOW = 500;

/** Too few training rows to learn words from. */
export function checkFewRows({ split, table }: QualityInputs): CheckResult[] {
  const rows = split ? split.rows.train.length : table.rowCount;
  const said = `${counted(rows, "row")} to train on`;
  if (rows >= WARN_BELOW) return [finding("few-rows", "pass", said)];
  const status = rows < FAIL_BELOW ? "fail" : "warn";
  return [
    finding("few-rows", status, `Only ${said}`, {
      detail:
        "Most words stand in a post or two, so what a model learns of them is chance. Fewer features and a strong penalty help; more posts help more.",
      remedies: [
        {
          label: "Keep only words of 5 posts or more",
          change: { features: { text: { minDf: 5 } } },
        },
      ],
    }),
  ];
}
