import { readFile } from "node:fs/promises";
import { expectFresh, openCell, openSampleRun } from "./support/notebook";
import { expect, test } from "./support/test";

test("the report of a run holds what was measured and what was written about the columns, and opens by itself", async ({
  page,
}, info) => {
  await openSampleRun(page);
  const quality = await openCell(page, "Quality");
  await quality.getByText("Data dictionary", { exact: false }).first().click();
  await quality.getByRole("textbox", { name: "What it is: title" }).fill("the question as asked");
  await quality.getByRole("textbox", { name: "Known when: title" }).fill("when posted");
  await quality.getByRole("textbox", { name: "Known when: title" }).blur();
  await page.waitForFunction(() => scorebook.experiment().quality.dictionary.title?.knownWhen === "when posted");
  // no number depends on it
  await expectFresh(page);

  const ship = await openCell(page, "Ship");
  const download = page.waitForEvent("download");
  await ship.getByRole("button", { name: /^Save run-1-.*-report\.html$/ }).click();
  const saved = await download;
  const path = info.outputPath("report.html");
  await saved.saveAs(path);
  const html = await readFile(path, "utf8");
  expect(html).toContain("the question as asked");
  expect(html).toContain("rows repeat an earlier url");
  expect(html).toContain("No posts are shown");

  const withPosts = await page.evaluate(() => scorebook.report(undefined, { posts: true }));
  expect(withPosts.markdown).toContain("These are rows of the data");

  await page.goto(`file://${path}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Run 1");
  await expect(page.getByRole("heading", { name: "Limits" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Predicted against actual/ })).toBeVisible();
  if (process.env.REPORT_PICTURES) {
    await page.screenshot({ path: `${process.env.REPORT_PICTURES}/report-light.png`, fullPage: true });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 420, height: 800 });
    await page.screenshot({ path: `${process.env.REPORT_PICTURES}/report-dark-narrow.png`, fullPage: true });
  }
});
