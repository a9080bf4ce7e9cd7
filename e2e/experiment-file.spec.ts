import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { cell, openSample, RUN_TIMEOUT } from "./support/notebook";
import { expect, test } from "./support/test";

const BOOSTED = "Boosted trees on date, text shape and text";
const experiment = (page: Page) => page.evaluate(() => scorebook.experiment());

async function openPanel(page: Page, item: "Experiment file" | "Presets" | "Variants") {
  await page.getByRole("banner").getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return page.getByRole("dialog", { name: "Experiment file" });
}

async function write(page: Page, text: string) {
  const editor = page.getByRole("textbox", { name: "Experiment" });
  await editor.click();
  await editor.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

test("the experiment is a file: presets, editing in place, import, saving", async ({ page }) => {
  await openSample(page);
  const before = await experiment(page);

  await test.step("three clicks to boosted trees, one step back", async () => {
    const panel = await openPanel(page, "Presets");
    await panel.getByRole("button", { name: `Use ${BOOSTED}` }).click();
    await expect.poll(async () => (await experiment(page)).model.kind).toBe("boosted");
    const { data, problem } = await experiment(page);
    expect([data, problem]).toEqual([before.data, before.problem]);
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => experiment(page)).toEqual(before);
  });

  const panel = await openPanel(page, "Experiment file");
  const problems = panel.getByRole("region", { name: "Problems" });
  const apply = panel.getByRole("button", { name: "Apply", exact: true });

  await test.step("a wrong value is named at its line, and changes nothing", async () => {
    await write(page, '{\n"name": "By hand",\n"model": {\n"kind": "forest",\n"trees": -3\n} }');
    await expect(problems).toContainText("line 5");
    await expect(problems).toContainText(/model\.trees must be an integer .*, got -3/);
    await expect(apply).toBeDisabled();
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    expect(await experiment(page)).toEqual(before);
  });

  await test.step("what was written is still there, in YAML once it can be read", async () => {
    await openPanel(page, "Experiment file");
    await expect(problems).toContainText("got -3");
    await panel.getByRole("button", { name: "YAML", exact: true }).click();
    await write(page, "name: By hand\nproblem:\n  target: points\nmodel:\n  kind: forest\n  tr");
    await expect(page.getByRole("option", { name: /^trees/ })).toBeVisible();
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("7");
    await expect(problems).toContainText('problem.target names "points", which the open file lacks');
    await panel.getByRole("button", { name: "Apply without that column" }).click();
    await expect(panel.getByText("Applied.")).toBeVisible();
    const after = await experiment(page);
    expect([after.name, after.model.kind, after.model.trees]).toEqual(["By hand", "forest", 7]);
    expect([after.problem.target, after.data.sha256]).toEqual([before.problem.target, before.data.sha256]);
  });

  await test.step("saved, changed outside, imported", async () => {
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Save .yaml" }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe("By-hand.yaml");
    const text = readFileSync(await saved.path(), "utf8").replace("trees: 7", "trees: 9");
    await panel
      .getByLabel("Experiment to import")
      .setInputFiles({ name: "mine.yaml", mimeType: "text/yaml", buffer: Buffer.from(text) });
    await expect(panel.getByText("mine.yaml is in the editor")).toBeVisible();
    await apply.click();
    await expect.poll(async () => (await experiment(page)).model.trees).toBe(9);
  });

  await test.step("a preset of one's own", async () => {
    await panel.getByRole("tab", { name: "Presets" }).click();
    await panel.getByRole("textbox", { name: "Name of a preset" }).fill("Nine trees");
    await panel.getByRole("button", { name: "Save as preset" }).click();
    const mine = panel.getByRole("list", { name: "Your presets" });
    await expect(mine).toContainText("Nine trees");
    await panel.getByRole("button", { name: "Delete Nine trees" }).click();
    await expect(mine).toBeHidden();
    await panel.getByRole("button", { name: "Undo" }).click();
    await expect(mine).toContainText("Nine trees");
  });
});

test("variants: saved, run side by side, following their base, and read back from a file", async ({ page }) => {
  await openSample(page);
  await page.evaluate(() => scorebook.configure({ model: { alpha: 3 } as never }));
  const panel = await openPanel(page, "Variants");
  const mine = panel.getByRole("list", { name: "Variants" });
  await panel.getByRole("button", { name: "Take the notebook as the base" }).click();

  await test.step("what differs is kept under a name", async () => {
    await page.evaluate(() => scorebook.configure({ model: { alpha: 50 } as never }));
    await panel.getByRole("textbox", { name: "Name of a variant" }).fill("Stiff");
    await panel.getByRole("button", { name: "Save as variant" }).click();
    await expect(mine).toContainText("model.alpha 50");
    await page.evaluate(() => scorebook.configure({ model: { kind: "forest", trees: 5 } as never }));
    await panel.getByRole("textbox", { name: "Name of a variant" }).fill("Five trees");
    await panel.getByRole("button", { name: "Save as variant" }).click();
    await expect(mine.getByRole("listitem")).toHaveCount(2);
    await panel.getByRole("button", { name: "Use Stiff" }).click();
    await expect.poll(async () => (await experiment(page)).model).toMatchObject({ kind: "ridge", alpha: 50 });
  });

  await test.step("renamed, deleted, brought back", async () => {
    await panel.getByRole("button", { name: "Rename Stiff" }).click();
    await panel.getByRole("textbox", { name: "New name of Stiff" }).fill("Stiffer");
    await page.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Delete Stiffer" }).click();
    await expect(mine.getByRole("listitem")).toHaveCount(1);
    await panel.getByRole("button", { name: "Undo" }).click();
    await expect(mine.getByRole("listitem").first()).toContainText("Stiffer");
  });

  await test.step("run beside the notebook, compared", async () => {
    const before = await experiment(page);
    await panel.getByRole("button", { name: "Run the base and 2 variants" }).click();
    await panel.getByRole("button", { name: "Show 3 runs in Compare" }).click({ timeout: RUN_TIMEOUT });
    const runs = cell(page, "Compare").getByRole("region", { name: "Runs kept" });
    for (const name of ["Base", "Stiffer", "Five trees"]) {
      await expect(runs.getByRole("checkbox", { name: new RegExp(`\\b${name}\\b`) })).toBeChecked();
    }
    await expect(runs).toContainText("model.alpha");
    expect(await experiment(page)).toEqual(before);
  });

  await test.step("a file of them, and a base that turns into another", async () => {
    const file = await page.evaluate(() => scorebook.exportVariants("yaml"));
    expect(file).toContain("Five trees:\n    model:\n      kind: forest\n      trees: 5");
    const again = await openPanel(page, "Variants");
    await again.getByLabel("Variants to import").setInputFiles({
      name: "v.yaml",
      mimeType: "text/yaml",
      buffer: Buffer.from(file.replace("trees: 5", "tres: 5")),
    });
    await expect(again.getByRole("alert").or(again.getByText("variants.Five trees.model.tres"))).toBeVisible();
    await expect(again.getByRole("list", { name: "Variants" })).toContainText("model.trees 5");
    await page.evaluate(() => scorebook.configure({ split: { seed: 7 } }));
    await again.getByRole("button", { name: "Take the notebook as the base" }).click();
    await again.getByRole("button", { name: "Use Five trees" }).click();
    await expect.poll(async () => (await experiment(page)).split.seed).toBe(7);
    expect((await experiment(page)).model).toMatchObject({ kind: "forest", trees: 5 });
  });
});
