import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { OptionSpecs } from "../../core/options";
import { OptionsForm } from "./OptionsForm";

const SPECS: OptionSpecs = {
  depth: {
    kind: "integer",
    default: null,
    min: 1,
    max: 9,
    nullMeans: "no limit",
    label: "Depth",
    unit: "levels",
    help: "How deep.",
  },
  sample: { kind: "boolean", default: false, label: "Sample", help: "Draw rows." },
  share: {
    kind: "number",
    default: 1,
    min: 0,
    max: 1,
    label: "Share",
    help: "Of rows.",
    when: { option: "sample", is: [true] },
  },
  by: { kind: "column", default: null, label: "Group by", help: "One side." },
  hidden: { kind: "integer", default: 2, min: 0, max: 9, label: "Rarely needed", help: "Rare.", advanced: true },
};

function draw(values: Record<string, unknown>, errors?: Record<string, string>): string {
  return renderToStaticMarkup(
    <OptionsForm
      label="Options"
      specs={SPECS}
      values={values}
      onChange={() => {}}
      columns={["tag", "url"]}
      {...(errors && { errors })}
    />,
  );
}

describe("OptionsForm", () => {
  it("labels each field with its unit, joins its help and says what the empty field means", () => {
    const html = draw({});
    const id = /<label for="([^"]+)">Depth, levels</.exec(html)![1];
    const input = new RegExp(`<input[^>]*id="${id}"[^>]*>`).exec(html)![0];
    expect(input).toContain('placeholder="no limit"');
    const described = /aria-describedby="([^"]+)"/.exec(input)![1];
    expect(html).toMatch(new RegExp(`id="${described}"[^>]*><span[^>]*>How deep.`));
  });

  it("shows an option only while its condition holds", () => {
    expect(draw({})).not.toContain("Share");
    expect(draw({ sample: true })).toContain("Share");
  });

  it("keeps advanced options away until asked, but counts the changed and opens for an error", () => {
    expect(draw({})).not.toContain("Rarely needed");
    expect(draw({ hidden: 5 })).toContain("1 changed");
    expect(draw({}, { hidden: "must be even, got 5" })).toContain("Rarely needed must be even, got 5");
  });

  it("offers the columns, and says when the chosen one is not in the file", () => {
    expect(draw({ by: "url" })).toContain('<option value="url" selected="">url</option>');
    expect(draw({ by: "gone" })).toContain("which the file does not have");
  });
});
