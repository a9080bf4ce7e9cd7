import type { Locator, Page } from "@playwright/test";
import { cell, expectFresh, outline, predicted, rail } from "./support/notebook";
import { expect, test } from "./support/test";

test("the first run needs no mouse", async ({ page }) => {
  await page.goto("./");
  await expect(outline(page, "Data")).toBeVisible();

  // The palette opens the sample.
  await page.keyboard.press("Control+K");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await expect(palette).toBeVisible();
  await page.keyboard.type("sample");
  await expect(palette.getByRole("option", { selected: true })).toContainText(/sample/i);
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  await expectFresh(page, 1);

  // From the skip link into the notebook, then cell by cell.
  const skip = page.getByRole("link", { name: "Skip to the cells" });
  await tabTo(page, skip);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("J");
  await expect(outline(page, "Data")).toHaveAttribute("aria-current", "true");
  for (const title of ["Quality", "Clean"]) {
    await page.keyboard.press("J");
    await expect(cell(page, title)).toBeFocused();
  }

  // Shift+Enter runs and goes on, Control+Enter stays.
  await page.keyboard.press("Shift+Enter");
  await expect(outline(page, "Clean")).toContainText("fresh");
  await expect(cell(page, "Split")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expectFresh(page, 3);
  await expect(cell(page, "Split")).toBeFocused();
  await page.keyboard.press("Control+Shift+R");
  await expectFresh(page);

  // The list of keys, and out of it again.
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys.getByRole("row", { name: /Run the cell and go on/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(cell(page, "Split")).toBeFocused();

  // A note: written, left, taken back and brought again.
  await page.keyboard.press("B");
  await expect(page.getByRole("textbox", { name: "Note", exact: true })).toBeFocused();
  await page.keyboard.type("**By keyboard**");
  await page.keyboard.press("Escape");
  const note = page.getByRole("region", { name: "Note" });
  await expect(note).toBeFocused();
  await expect(note.getByText("By keyboard", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+Z");
  await expect(note.getByText("By keyboard", { exact: true })).toBeHidden();
  await page.keyboard.press("Control+Z");
  await expect(note).toBeHidden();
  await page.keyboard.press("Control+Shift+Z");
  await page.keyboard.press("Control+Shift+Z");
  await expect(note).toContainText("By keyboard");
  await expectFresh(page);

  // A field of a form, changed and left.
  await page.keyboard.press("Control+K");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("features");
  await page.keyboard.press("Enter");
  const features = cell(page, "Features");
  await expect(features).toBeFocused();
  const terms = features.getByRole("textbox", { name: "Most terms" }).first();
  await tabTo(page, terms);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("200");
  await page.keyboard.press("Control+Enter");
  await expectFresh(page, 4);
  await page.keyboard.press("Escape");
  await expect(features).toBeFocused();
  await page.keyboard.press("Control+Shift+R");
  await expectFresh(page);

  // The live score, beside the last cell in the order of Tab.
  await page.keyboard.press("Control+K");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("ship");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Ship")).toBeFocused();
  const title = rail(page).getByRole("textbox", { name: "Title" });
  await tabTo(page, title);
  await page.keyboard.type("Why does a volcano glow?");
  await expect(predicted(page).getByRole("paragraph").first()).toHaveText(/\d/);
});

test("Control+I interrupts from anywhere", async ({ page }) => {
  await page.goto("./?sample");
  await expectFresh(page, 1);
  await page.evaluate(() => scorebook.configure({ model: { kind: "forest", trees: 5000 } } as never));
  await outline(page, "Train").press("Enter");
  await expect(cell(page, "Train")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(outline(page, "Train")).toContainText(/\d+%/);
  await page.keyboard.press("Control+I");
  await expect(outline(page, "Train")).toContainText("not run");
  await expect(cell(page, "Train")).toContainText("not run");
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const element = await target.elementHandle();
  for (let presses = 0; presses < 300; presses++) {
    if (await element?.evaluate((wanted) => wanted === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused({ timeout: 1 });
}
