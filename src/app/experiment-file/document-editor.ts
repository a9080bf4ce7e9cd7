import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import type { Tooltip } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { cursorAt } from "../../experiment/document-cursor";
import { helpAt, keysAt, kindNamedIn, valuesAt } from "../../experiment/document-help";
import type { DocumentHelp } from "../../experiment/document-help";
import type { TextFormat } from "../../experiment/experiment-text";
import type { DocumentProblem } from "../../pipeline/check-document";

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly format: TextFormat;
  readonly columns: () => readonly string[];
  readonly onChange: (text: string) => void;
}

/** CodeMirror with what the option tables know: completion of keys and values, help on hover, problems at their place. */
export function makeEditor({ parent, text, format, columns, onChange }: EditorOptions): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        syntaxHighlighting(classHighlighter),
        format === "json" ? json() : yaml(),
        autocompletion({ override: [(context) => complete(context, format, columns())], icons: false }),
        hoverTooltip((view, position) => hover(view, position, format)),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Experiment", spellcheck: "false", autocorrect: "off" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}

export function replaceText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

export function showProblems(view: EditorView, problems: readonly DocumentProblem[]): void {
  const end = view.state.doc.length;
  const diagnostics = problems.map(({ from, to, message }) => ({
    from: Math.min(from, end),
    to: Math.min(to, end),
    severity: "error" as const,
    message,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

export function goToProblem(view: EditorView, { from, to }: DocumentProblem): void {
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  view.focus();
}

function complete(context: CompletionContext, format: TextFormat, columns: readonly string[]): CompletionResult | null {
  const text = context.state.doc.toString();
  const cursor = cursorAt(text, context.pos, format);
  if (!context.explicit && cursor.from === context.pos) return null;
  const kind = kindNamedIn(text);
  const isKey = cursor.at === "key";
  const known = isKey ? keysAt(cursor.path, kind, columns) : valuesAt(cursor.path, kind, columns);
  if (known.length === 0) return null;
  const after = text.slice(context.pos);
  // The closing quote that comes by itself is part of what is replaced.
  const hasQuote = text[cursor.from] === '"' && after.startsWith('"');
  const hasColon = /^"?\s*:/.test(after);
  return {
    from: cursor.from,
    to: context.pos + (hasQuote ? 1 : 0),
    options: known.map((help) => ({
      label: written(help, format),
      displayLabel: help.name,
      detail: help.detail,
      info: help.help || undefined,
      apply: written(help, format) + (isKey && !hasColon ? ": " : ""),
    })),
  };
}

function written({ name, isText }: DocumentHelp, format: TextFormat): string {
  if (!isText) return name;
  return format === "json" || !/^[A-Za-z_][\w .-]*$/.test(name) ? JSON.stringify(name) : name;
}

function hover(view: EditorView, position: number, format: TextFormat): Tooltip | null {
  const word = view.state.wordAt(position);
  if (!word) return null;
  const text = view.state.doc.toString();
  const { path, at } = cursorAt(text, word.to, format);
  const name = text.slice(word.from, word.to);
  const help = helpAt(at === "key" ? [...path, name] : path, kindNamedIn(text));
  if (!help) return null;
  return {
    pos: word.from,
    end: word.to,
    create() {
      const dom = document.createElement("div");
      dom.className = "document-help";
      const title = document.createElement("strong");
      title.textContent = (at === "key" ? [...path, name] : path).join(".");
      const detail = document.createElement("p");
      detail.textContent = `${help.detail}. ${help.help}`;
      dom.append(title, detail);
      return { dom };
    },
  };
}
