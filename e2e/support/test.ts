import { expect, test as base } from "@playwright/test";
import type {} from "../../src/app/page-interface";

/** Every journey also fails on an error that nobody caught and on anything the page logs as one. */
export const test = base.extend<{ allowedErrors: RegExp; noErrors: void }>({
  /** The browser's own words on a request that a journey makes fail, or what else a journey provokes. */
  allowedErrors: [/^Failed to load resource/, { option: true }],
  noErrors: [
    async ({ page, allowedErrors }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await use();
      expect(errors.filter((text) => !allowedErrors.test(text))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
