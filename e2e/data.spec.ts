import type { Page } from "@playwright/test";
import { cell, expectFresh, openSampleRun, outline, pickFile, runAll } from "./support/notebook";
import { expect, test } from "./support/test";

const ROWS = [
  "title,code,score",
  "Why is the sky blue?,007,12",
  "How do magnets work?,042,7",
  "What is fire made of?,108,30",
].join("\n");

test("rows that are pasted are a file", async ({ page }) => {
  await page.goto("./");
  const data = cell(page, "Data");
  await data.getByRole("button", { name: "Paste" }).click();
  await data.getByRole("textbox", { name: /Rows/ }).fill(ROWS);
  await data.getByRole("button", { name: "Open these rows" }).click();
  await expect(data).toContainText("pasted.csv");
  await expect(data).toContainText("3 rows");
  await expect(data.getByRole("combobox", { name: "Use of score" })).toHaveValue("target");
  await expect(data.getByRole("combobox", { name: "Use of title" })).toHaveValue("text");
});

test("007 stays text, whatever type its column has", async ({ page }) => {
  await page.goto("./");
  await pickFile(page, "codes.csv", ROWS);
  const data = cell(page, "Data");
  const type = data.getByRole("combobox", { name: "Type of code" });
  await expect(type).toBeVisible();
  expect(await type.inputValue()).not.toBe("number");
  expect(await page.evaluate(async () => (await scorebook.rows(0, 1))[0].code)).toBe("007");
  await type.selectOption("number");
  await expectFresh(page, 1);
  await expect(type).toHaveValue("number");
  expect(await page.evaluate(async () => (await scorebook.rows(0, 1))[0].code)).toBe("007");
  await expect(data.getByRole("grid")).toContainText("007");
});

test("an address of the same site is fetched when it is asked for", async ({ page, baseURL }) => {
  await page.goto("./");
  const data = cell(page, "Data");
  await data.getByRole("button", { name: "From an address" }).click();
  await data.getByRole("textbox", { name: "Address of a CSV" }).fill(new URL("sample.csv", baseURL).href);
  await data.getByRole("button", { name: "Fetch it" }).click();
  await expect(data).toContainText("4,000 rows");

  await data.getByRole("textbox", { name: "Address of a CSV" }).fill(new URL("absent.csv", "http://127.0.0.1:9/").href);
  await data.getByRole("button", { name: "Fetch it" }).click();
  await expect(data.getByRole("alert")).toContainText(/could not be (fetched|opened)/);
  await expect(data).toContainText("sample.csv is still open");
});

test("a guess that is wrong is put right with a preview", async ({ page }) => {
  await page.goto("./");
  await pickFile(page, "mixed.csv", "a,b;c,d\n1,2;3,4\n5,6;7,8\n9,1;2,3\n");
  const data = cell(page, "Data");
  const delimiter = data.getByRole("combobox", { name: "Delimiter" });
  await expect(delimiter).toBeVisible();
  // Nothing is open for the moment in which the file is read another way.
  const columns = async () =>
    page.evaluate(async () =>
      scorebook
        .rows(0, 1)
        .then(([row]) => Object.keys(row))
        .catch(() => null),
    );
  await expectRows(page, "mixed.csv", "3 rows", { "a,b": "1,2", "c,d": "3,4" });
  await delimiter.selectOption({ label: "comma ," });
  const preview = data.getByRole("region", { name: "The first rows, read this way" });
  await expect(preview.getByRole("columnheader")).toHaveText(["a", "b;c", "d"]);
  expect(await columns()).toEqual(["a,b", "c,d"]);
  await data.getByRole("button", { name: "Read the file this way" }).click();
  await expect(preview).toBeHidden();
  await expect.poll(columns).toEqual(["a", "b;c", "d"]);
});

test("a semicolon file in UTF-16 and one in Windows-1252 open as they are", async ({ page }) => {
  await page.goto("./");
  const text = "titre;prix;score\r\nÉté à Paris;1,5;3\r\nHiver à Nîmes;2,5;4\r\nNoël;3,5;9\r\n";
  await pickFile(page, "utf16.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]));
  await expectRows(page, "utf16.csv", "3 rows", { titre: "Été à Paris", prix: "1,5", score: "3" });
  await pickFile(page, "latin.csv", Buffer.from(text, "latin1"));
  await expectRows(page, "latin.csv", "3 rows", { titre: "Été à Paris", prix: "1,5", score: "3" });
});

test("lines that need a repair are listed with what was done", async ({ page }) => {
  await page.goto("./");
  const lines = ["title,tag,score", "one more thing,a,1", "a ragged row,b", "too many cells,c,3,4", "the last one,d,5"];
  await pickFile(page, "ragged.csv", lines.join("\n"));
  const problems = cell(page, "Data").getByRole("region", { name: "Problems of the file" });
  await expect(problems).toContainText("2 lines needed a repair");
  for (const group of await problems.getByRole("group").all()) {
    if ((await group.getAttribute("open")) === null) await group.locator("summary").click();
  }
  await expect(problems.getByRole("row").filter({ hasText: /^3/ })).toContainText("2 of 3 cells");
  await expect(problems.getByRole("row").filter({ hasText: /^4/ })).toContainText(/4/);
  expect(await page.evaluate(async () => (await scorebook.rows(0, 10)).length)).toBe(4);
});

test("another use of a column changes the features", async ({ page }) => {
  await openSampleRun(page);
  const columns = async () => page.evaluate(async () => (await scorebook.predict({ title: "x" })).missing);
  expect(await columns()).toContain("tag");
  await cell(page, "Data").getByRole("combobox", { name: "Use of tag" }).selectOption("ignore");
  await expect(outline(page, "Features")).toContainText("stale");
  await expect(outline(page, "Data")).toContainText("fresh");
  await runAll(page);
  expect(await columns()).not.toContain("tag");
  await expect(page.getByRole("complementary").getByRole("combobox", { name: "Tag" })).toHaveCount(0);
});

test("the grid holds every row", async ({ page }) => {
  await openSampleRun(page);
  const grid = cell(page, "Data").getByRole("grid");
  await expect(grid).toHaveAttribute("aria-rowcount", /4,?00\d/);
  await grid.focus();
  await page.keyboard.press("Control+End");
  const last = await page.evaluate(async () => (await scorebook.rows(3999, 4000))[0].url);
  await expect(grid).toContainText(last);
});

test("a cell that was not read leads to its row, though the rows are below the screen", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto("./");
  const rows = Array.from({ length: 90 }, (_, i) => `Post ${i} of ninety,${i === 69 ? "many" : i * 3}`);
  await pickFile(page, "posts.csv", `title,score\n${rows.join("\n")}\n`);
  const data = cell(page, "Data");
  // Pressed where it is: to scroll to it would bring the rows into view.
  await data.getByRole("button", { name: "row 70" }).evaluate((button: HTMLButtonElement) => button.click());
  const grid = data.getByRole("grid");
  await expect(grid).toBeFocused();
  await expect(grid).toContainText("Post 69 of ninety");
  await expect(grid).toBeInViewport();
});

async function expectRows(page: Page, name: string, rows: string, first: Record<string, string>): Promise<void> {
  const data = cell(page, "Data");
  await expect(data).toContainText(name);
  await expect(data).toContainText(rows);
  expect(await page.evaluate(async () => (await scorebook.rows(0, 1))[0])).toEqual(first);
}
