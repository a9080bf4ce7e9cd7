import { DataError } from "../core/errors";
import { isVariantDocument, parseVariants } from "../experiment/variants";
import type { Notebook } from "../notebook/notebook-store";
import type { ScorebookInterface } from "./page-interface";

/** What the page interface offers of the experiment as a file; loaded when it is first asked for. */
export function documentFunctions({
  store,
  actions,
}: Notebook): Pick<ScorebookInterface, "exportExperiment" | "importExperiment" | "usePreset" | "experimentLink"> {
  const present = () => store.getState().experiment;
  return {
    exportExperiment: async (format = "json") => {
      const { formatText } = await import("../experiment/experiment-text");
      return formatText(present(), format);
    },
    importExperiment: async (text) => {
      const [{ guessFormat, parseText }, { parseExperiment }, { checkColumns }, { forOpenFile }] = await Promise.all([
        import("../experiment/experiment-text"),
        import("../experiment/experiment"),
        import("../pipeline/missing-columns"),
        import("../pipeline/fit-to-file"),
      ]);
      const written = parseText(text, guessFormat(text));
      if (isVariantDocument(written)) {
        const set = parseVariants(written);
        await actions.replace(forOpenFile(set.base, present()));
        actions.setVariants(set);
        return present();
      }
      const next = parseExperiment(written);
      const { read } = store.getState().views;
      const names = read?.columns.map(({ name }) => name);
      if (read && names) checkColumns(next, read.file, names);
      await actions.replace(names ? forOpenFile(next, present()) : next);
      return present();
    },
    usePreset: async (id) => {
      const { PRESETS, applyPreset } = await import("../experiment/presets");
      const preset = PRESETS.find((each) => each.id === id);
      if (!preset) {
        const known = PRESETS.map((each) => each.id).join(", ");
        throw new DataError("invalid-option", `preset must be one of ${known}, got ${JSON.stringify(id)}`);
      }
      await actions.replace(applyPreset(present(), preset));
      return present();
    },
    experimentLink: async () => {
      const { linkTo } = await import("./experiment-file/experiment-link");
      return linkTo(present(), location.href);
    },
  };
}
