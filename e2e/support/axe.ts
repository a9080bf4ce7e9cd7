import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

export interface AxeProblem {
  readonly isSerious: boolean;
  /** the rule and the elements that break it */
  readonly text: string;
}

/**
 * What axe finds in the page, or within a part of it, by all of its rules or some. What is out of view is laid out for
 * it: axe skips what is not.
 */
export async function axeProblems(page: Page, within?: string, rules?: string[]): Promise<AxeProblem[]> {
  await page.evaluate(() => {
    if (document.getElementById("all-laid-out")) return;
    const sheet = document.createElement("style");
    sheet.id = "all-laid-out";
    sheet.textContent = ".cell-body { content-visibility: visible !important; }";
    document.head.append(sheet);
  });
  const axe = new AxeBuilder({ page });
  if (within !== undefined) axe.include(within);
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations.map(({ id, impact, nodes }) => ({
    isSerious: impact === "serious" || impact === "critical",
    text: `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join("\n")}`,
  }));
}
