import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { EditorView } from "@codemirror/view";
import { useActions, useNotebook, useNotebookState } from "../../cells/use-notebook";
import { canonicalJson } from "../../experiment/content-hash";
import { formatText, guessFormat, parseText } from "../../experiment/experiment-text";
import type { TextFormat } from "../../experiment/experiment-text";
import type { Experiment } from "../../experiment/schema";
import { isVariantDocument, parseVariants } from "../../experiment/variants";
import { checkDocument } from "../../pipeline/check-document";
import type { DocumentProblem } from "../../pipeline/check-document";
import { fitToFile, forOpenFile } from "../../pipeline/fit-to-file";
import { Button } from "../../ui/Button";
import { FileButton } from "../../ui/FileButton";
import { saveBlob } from "../../ui/charts/chart-image";
import { formatCount } from "../../ui/format";
import { prettyError } from "../pretty-error";
import { readSetting, writeSetting } from "../browser-setting";
import { goToProblem, makeEditor, replaceText, showProblems } from "./document-editor";
import { keepDraft, keptDraft } from "./draft";
import { linkTo } from "./experiment-link";

const FORMAT_KEY = "scorebook.document-format";
/** of a document: nothing a person chose is larger */
const MAX_FILE_BYTES = 2_000_000;

/** The document in an editor beside what is wrong with it; nothing of the notebook changes before Apply. */
export function DocumentTab({ onVariants }: { readonly onVariants: () => void }) {
  const experiment = useNotebook((state) => state.experiment);
  const columns = useNotebook((state) => state.views.read?.columns.map(({ name }) => name) ?? null);
  const actions = useActions();
  const state = useNotebookState();
  const [format, setFormat] = useState<TextFormat>(
    () => keptDraft()?.format ?? (readSetting(FORMAT_KEY) === "yaml" ? "yaml" : "json"),
  );
  const [text, setText] = useState(() => keptDraft()?.text ?? formatText(experiment, format));
  const [said, setSaid] = useState("");
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // Typing goes first; what it says is checked when there is time.
  const settled = useDeferredValue(text);
  const checked = useMemo(() => checkDocument(settled, format, columns), [settled, format, columns]);
  const isSame =
    checked.experiment !== null &&
    canonicalJson(forOpenFile(checked.experiment, experiment)) === canonicalJson(experiment);
  const missing = checked.problems.filter(({ isColumn }) => isColumn).length;

  useEffect(() => {
    if (!holder.current) return;
    const editor = makeEditor({
      parent: holder.current,
      text: keptDraft()?.text ?? formatText(state().experiment, format),
      format,
      columns: () => state().views.read?.columns.map(({ name }) => name) ?? [],
      onChange: setText,
    });
    view.current = editor;
    return () => editor.destroy();
  }, [format, state]);
  useEffect(() => {
    if (view.current) showProblems(view.current, checked.problems);
    keepDraft(isSame ? null : { text, format });
  }, [checked, isSame, text, format]);

  const setAll = (next: string) => {
    if (view.current) replaceText(view.current, next);
  };
  const switchTo = (next: TextFormat) => {
    if (next === format) return;
    try {
      const converted = formatText(parseText(text, format), next);
      keepDraft({ text: converted, format: next });
      setText(converted);
      setFormat(next);
      writeSetting(FORMAT_KEY, next);
      setSaid("");
    } catch {
      setSaid("Mend what cannot be read first: only then can it be written the other way.");
    }
  };
  const replaceWith = async (make: () => Experiment) => {
    try {
      const next = make();
      await actions.replace(next);
      setAll(formatText(state().experiment, format));
      setSaid("Applied. Undo takes it back in one step.");
    } catch (thrown) {
      setSaid(`Nothing was changed: ${prettyError(thrown).detail}`);
    }
  };
  const importFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MAX_FILE_BYTES) {
      setSaid(`${file.name} is too large for an experiment (2 MB at most). Data are opened in the Data cell.`);
      return;
    }
    const read = await file.text();
    const its = guessFormat(read);
    try {
      const document = parseText(read, its);
      if (isVariantDocument(document)) {
        actions.setVariants(parseVariants(document));
        onVariants();
        return;
      }
    } catch (thrown) {
      // What is wrong with an experiment is shown at its place.
      if (namesVariants(read)) {
        setSaid(`${file.name} is not taken in: ${prettyError(thrown).detail}`);
        return;
      }
    }
    if (its !== format) {
      keepDraft({ text: read, format: its });
      setText(read);
      setFormat(its);
    } else setAll(read);
    setSaid(`${file.name} is in the editor. The notebook is as it was until you apply it.`);
  };
  const save = (as: TextFormat) => {
    const stem = experiment.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "experiment";
    const blob = new Blob([formatText(experiment, as)], { type: as === "json" ? "application/json" : "text/yaml" });
    saveBlob(blob, `${stem}.${as}`);
  };
  const copy = async (what: string, content: string) => {
    try {
      await navigator.clipboard.writeText(content);
      setSaid(`${what} copied.`);
    } catch {
      setSaid("The browser did not let the page copy.");
    }
  };

  return (
    <div className="document">
      <div className="document-bar">
        <div className="document-formats" role="group" aria-label="Written as">
          {(["json", "yaml"] as const).map((each) => (
            <Button
              key={each}
              variant={each === format ? "default" : "quiet"}
              aria-pressed={each === format}
              onClick={() => switchTo(each)}
            >
              {each.toUpperCase()}
            </Button>
          ))}
        </div>
        <FileButton label="Experiment to import" accept=".json,.yaml,.yml" onPick={(file) => void importFile(file)}>
          Import
        </FileButton>
        <Button icon="download" onClick={() => save("json")}>
          Save .json
        </Button>
        <Button icon="download" onClick={() => save("yaml")}>
          Save .yaml
        </Button>
        <Button icon="copy" onClick={() => void copy("The document is", text)}>
          Copy
        </Button>
        <Button icon="share" onClick={() => void copy("The link is", linkTo(experiment, location.href))}>
          Copy link
        </Button>
      </div>
      <div className="document-editor" ref={holder} />
      <Problems problems={checked.problems} onGo={(problem) => view.current && goToProblem(view.current, problem)} />
      <div className="document-foot">
        <output className="note" aria-live="polite">
          {said ||
            (isSame
              ? "As in the notebook. Ctrl+Space completes; rest on a name for help."
              : checked.problems.length > 0
                ? "Kept here until it is mended; the notebook is as it was."
                : "Differs from the notebook until it is applied.")}
        </output>
        <span className="document-choices">
          <Button
            disabled={isSame}
            onClick={() => {
              setAll(formatText(experiment, format));
              setSaid("");
            }}
          >
            Revert
          </Button>
          {checked.experiment && missing > 0 && columns && (
            <Button
              onClick={() => void replaceWith(() => fitToFile(checked.experiment as Experiment, experiment, columns))}
            >
              Apply without {missing === 1 ? "that column" : "those columns"}
            </Button>
          )}
          <Button
            variant="primary"
            disabled={isSame || settled !== text || checked.problems.length > 0}
            onClick={() => void replaceWith(() => forOpenFile(checked.experiment as Experiment, experiment))}
          >
            Apply
          </Button>
        </span>
      </div>
      <p className="note">
        Saved files and links carry settings, never rows: names of columns and what you wrote of them, no post. A link
        keeps them in its part after #, which is sent to no server.
      </p>
    </div>
  );
}

function namesVariants(text: string): boolean {
  return /^\s*\{?\s*"?(base|variants)"?\s*:/m.test(text);
}

function Problems({
  problems,
  onGo,
}: {
  readonly problems: readonly DocumentProblem[];
  readonly onGo: (problem: DocumentProblem) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <section className="document-problems" aria-label="Problems">
      <p>{formatCount(problems.length, "problem")}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            <button type="button" onClick={() => onGo(problem)}>
              <span className="document-line">line {problem.line}</span> {problem.message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
