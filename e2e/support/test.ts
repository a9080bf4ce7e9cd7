import { expect, test as base } from "@playwright/test";
import type {} from "../../src/app/page-interface";

/** What a page may say without anything being wrong: the browser's own words on a request that a journey makes fail. */
const EXPECTED = /^Failed to load resource/;

/** Every journey also fails on an error that nobody caught and on anything the page logs as one. */
export const test = base.extend<{ expectedErrors: RegExp[]; noErrors: void }>({
  expectedErrors: async ({}, use) => use([EXPECTED]),
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await use();
      expect(errors.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
