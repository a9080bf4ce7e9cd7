import { expect, it } from "vitest";
import { PRESETS } from "../experiment/presets";
import { makeTestPipeline } from "../testing/run-pipeline";
import { describeWithShared, readShared } from "../testing/shared-data";

describeWithShared("what a user of r/askscience reaches", () => {
  it("an RMSE of at most 4,080 by two remedies and a preset, with upvote_ratio unused", async () => {
    const { pipeline, open, edit, run } = makeTestPipeline();
    await open(readShared("data", "askscience_data.csv"));
    // first click
    const { checks } = (await run("quality")).view;
    const repeats = checks.find(({ id }) => id === "repeats-across-split:url")!;
    expect(repeats.remedies[0].label).toBe("Drop repeats by url");
    edit(repeats.remedies[0].change);
    // second and third: the list of presets, and the one
    const preset = PRESETS.find(({ id }) => id === "boosted-all")!;
    expect(preset.label).toBe("Boosted trees on date, text shape and text");
    edit(preset.settings);
    expect(pipeline.experiment.data.columns.upvote_ratio?.role).toBe("ignore");
    edit({ evaluation: { bootstrap: 0 } });
    const { view } = await run("evaluate");
    expect(view.metrics.test.rmse.value).toBeLessThan(4080);
    const { view: split } = await run("split");
    expect([split.train, split.test]).toEqual([2965, 742]);
  }, 300_000);
});
