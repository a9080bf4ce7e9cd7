import { describe, expect, it } from "vitest";
import { makeRun } from "../../compute/make-run";
import { makeTestPipeline } from "../../testing/run-pipeline";
import { makeSamplePosts } from "../../testing/sample/sample-posts";
import { sampleCsv } from "../../testing/sample/sample-csv";
import { mergeExperiment } from "../../experiment/experiment";
import type { PartialExperiment } from "../../experiment/experiment";
import type { ReportInput } from "./report-input";
import { renderReport } from "./render-report";
import { worstPosts, worstRows } from "./worst-posts";
import { drawAgreement, ticksOf } from "./draw-svg";
import { limitsOf } from "./limits";

async function reported(csv: string, changes: PartialExperiment = {}, withValidation = false): Promise<ReportInput> {
  const { pipeline, open, run } = makeTestPipeline();
  await open(csv, changes);
  const finished = await pipeline.runStages("evaluate");
  const quality = (await run("quality")).view;
  const made = makeRun(finished, {
    name: "Run 1",
    environment: { userAgent: "test <browser>", cores: 2, isolated: true, scorebook: "0.0.0" },
  });
  const validation = withValidation ? (await run("validate")).view : undefined;
  return {
    run: { ...made, ...(validation && { validation }) } as never,
    data: finished.outputs.read.view,
    quality,
    accepted: [],
    dictionary: {
      title: { description: "what was <asked> | typed", unit: "", source: "the site", knownWhen: "when posted" },
    },
    worst: null,
  };
}

const SAMPLE = sampleCsv(makeSamplePosts(400, 5, 12));

const LABELS = [
  "title,label",
  ...Array.from({ length: 240 }, (_, i) => {
    const label = ["good", "bad", "so-so"][i % 3];
    return `the ${label === "good" ? "bright" : label === "bad" ? "dull" : "plain"} ${["river", "stone", "cloud"][((i * 7) % 5) % 3]} number ${i},${label}`;
  }),
  "",
].join("\n");

describe("renderReport(input)", () => {
  it("owns up to what hashed words cannot tell", async () => {
    const input = await reported(SAMPLE, { evaluation: { bootstrap: 20 } });
    expect(limitsOf(input).join(" ")).not.toContain("hashed");
    const changes = { features: { text: { vectorizer: "hashing", nFeatures: 512 } } } as const;
    const run = { ...input.run, experiment: mergeExperiment(input.run.experiment, changes) } as never;
    expect(limitsOf({ ...input, run }).join(" ")).toContain(
      "Words are hashed into 512 columns: those that share one share its weight",
    );
  });

  it("says what was measured, with intervals beside the baselines, and the limits that follow", async () => {
    const input = await reported(SAMPLE, { evaluation: { bootstrap: 100 } }, true);
    const { html, markdown } = renderReport(input);
    const { rmse } = input.run.metrics.test as { rmse: { value: number } };
    expect(markdown).toContain(`RMSE ${Math.round(rmse.value).toLocaleString("en-GB")}`);
    for (const part of [
      "## Question",
      "## Results",
      "## Limits",
      "## Validation",
      "## Errors",
      "## Checks of the data",
      "## Data",
      "## Choices",
      "## Run and environment",
    ])
      expect(markdown).toContain(part);
    expect(markdown).toContain(input.run.hash);
    expect(markdown).toContain("rows repeat an earlier url");
    expect(markdown).toContain("what was \\<asked\\> \\| typed");
    expect(html).toContain("what was &lt;asked&gt; | typed");
    expect(html.match(/<svg /g)!.length).toBeGreaterThanOrEqual(3);
    expect(html).toContain("prefers-color-scheme:dark");
    expect(`${html}${markdown}`).not.toMatch(/NaN|undefined|Infinity|\[object/);
  }, 60_000);

  it("is one file that asks for nothing, and the same for the same input", async () => {
    const input = await reported(SAMPLE, { evaluation: { bootstrap: 50 } });
    const { html } = renderReport(input);
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
    expect(renderReport(input).html).toBe(html);
    expect(limitsOf(input).join(" ")).toContain("not cross-validated");
  });

  it("shows posts only where they are given", async () => {
    const input = await reported(SAMPLE, { evaluation: { bootstrap: 0 } });
    const secret = "a title that nobody asked to show";
    const worst = worstPosts(input.run, worstRows(input.run, 3), [{ title: secret }, { title: "b" }, { title: "c" }]);
    expect(renderReport(input).markdown).toContain("No posts are shown");
    expect(renderReport({ ...input, worst }).html).toContain(secret);
    expect(worst).toHaveLength(3);
  });

  it("reports labels: per label, who was taken for whom", async () => {
    const input = await reported(LABELS, {
      problem: { target: "label", task: "classification" },
      data: { columns: { title: { role: "text", type: "text" } } },
      evaluation: { bootstrap: 50 },
    });
    const { html, markdown } = renderReport({ ...input, worst: worstPosts(input.run, worstRows(input.run, 2), []) });
    expect(markdown).toContain("macro F1");
    expect(markdown).toContain("Who was taken for whom");
    expect(`${html}${markdown}`).not.toMatch(/NaN|Infinity|\[object/);
  });

  it("goes without the file, the checks and the validation", async () => {
    const input = await reported(SAMPLE, { evaluation: { bootstrap: 0 } });
    const { markdown } = renderReport({ ...input, data: null, quality: null });
    expect(markdown).toContain("The data were not checked");
    expect(markdown).toContain("The file was not open");
  });
});

describe("the drawings", () => {
  it("have round ticks within their range", () => {
    expect(ticksOf(0, 10)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticksOf(-0.3, 0.3, 3)).toEqual([-0.2, 0, 0.2]);
    expect(ticksOf(5, 5)).toEqual([5]);
  });

  it("place equal and negative values without a number going wrong", () => {
    for (const isLog of [false, true]) {
      expect(drawAgreement("t", [3, 3], [3, 3], { name: "x", isLog })).not.toMatch(/NaN|Infinity/);
      expect(drawAgreement("t", [-900, 0, 9000], [1, -2, 3], { name: "x", isLog })).not.toMatch(/NaN|Infinity/);
    }
  });
});
