import type { ReportSection } from "./report-document";
import type { ReportInput } from "./report-input";
import { whole } from "./report-words";

/** Every check with its state: what fails and warns whole, what passes in a line. */
export function checksSection({ quality, accepted }: ReportInput): ReportSection {
  const title = "Checks of the data";
  if (!quality) return { title, blocks: [{ kind: "text", text: "The data were not checked." }] };
  const stateOf = (id: string, status: string) => (status !== "pass" && accepted.includes(id) ? "accepted" : status);
  const rank = ["fail", "warn", "accepted", "pass"];
  const sorted = quality.checks
    .map((check) => ({ ...check, state: stateOf(check.id, check.status) }))
    .sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state));
  const open = sorted.filter(({ state }) => state === "fail" || state === "warn").length;
  return {
    title,
    blocks: [
      {
        kind: "text",
        text: `${whole(sorted.length)} checks were run on the file; ${open === 0 ? "none is" : open === 1 ? "one is" : `${whole(open)} are`} open. Those called accepted were read by someone who lives with them.`,
      },
      {
        kind: "table",
        header: ["State", "Finding", "What it does"],
        rows: sorted.map(({ state, title: said, detail }) => [state, said, state === "pass" ? "" : detail]),
      },
    ],
  };
}
