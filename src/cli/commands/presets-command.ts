import { PRESETS } from "../../experiment/presets";
import type { Command } from "../command";
import { EXIT } from "../exit-codes";

export const PRESETS_COMMAND: Command = {
  name: "presets",
  usage: "presets",
  purpose: "Lists ways of learning that go with any data.",
  options: {},
  examples: ["presets", "presets --json"],
  run({ options, terminal }) {
    if (options.flag("json")) terminal.out(`${JSON.stringify(PRESETS, null, 2)}\n`);
    else {
      for (const { id, label, reason, tasks } of PRESETS) {
        terminal.out(`${id.padEnd(18)}${label} (${tasks.join(", ")})\n${" ".repeat(18)}${reason}\n`);
      }
    }
    return Promise.resolve(EXIT.ok);
  },
};
