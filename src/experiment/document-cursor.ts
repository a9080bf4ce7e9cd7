import type { TextFormat } from "./experiment-text";

/** Where in a document a position is, also while the document is half typed. */
export interface DocumentCursor {
  /** the keys around it, outermost first; of a value, its own key is the last */
  readonly path: readonly string[];
  /** whether a key or a value is written here */
  readonly at: "key" | "value";
  /** where the word before the position starts, its quote included */
  readonly from: number;
}

/** What is being written at `offset` of a JSON document, or of a YAML document in block style. */
export function cursorAt(text: string, offset: number, format: TextFormat): DocumentCursor {
  return format === "json" ? jsonCursor(text, offset) : yamlCursor(text, offset);
}

interface Container {
  readonly isList: boolean;
  key: string | null;
  index: number;
  /** past the colon */
  inValue: boolean;
}

function jsonCursor(text: string, offset: number): DocumentCursor {
  const stack: Container[] = [];
  let string: number | null = null;
  let word = offset;
  let lastString = "";
  for (let i = 0; i < offset; i++) {
    const char = text[i];
    if (string !== null) {
      if (char === "\\") i++;
      else if (char === '"') {
        lastString = text.slice(string + 1, i);
        string = null;
        // A value that has ended is still the word that the position touches.
      } else if (char === "\n") string = null;
      continue;
    }
    const top = stack.at(-1);
    if (char === '"') {
      string = i;
      word = i;
    } else if (char === "{" || char === "[") {
      stack.push({ isList: char === "[", key: null, index: 0, inValue: char === "[" });
      word = i + 1;
    } else if (char === "}" || char === "]") {
      stack.pop();
      word = i + 1;
    } else if (char === ":" && top && !top.isList) {
      top.key = lastString;
      top.inValue = true;
      word = i + 1;
    } else if (char === "," && top) {
      top.index++;
      if (!top.isList) {
        top.key = null;
        top.inValue = false;
      }
      word = i + 1;
    } else if (/\s/.test(char)) word = i + 1;
    else if (i === 0 || /[\s,:[{]/.test(text[i - 1])) word = i;
  }
  const path = stack.flatMap(({ isList, key, index, inValue }) =>
    isList ? [String(index)] : inValue && key !== null ? [key] : [],
  );
  return { path, at: stack.at(-1)?.inValue ? "value" : "key", from: Math.min(word, offset) };
}

const YAML_LINE = /^(\s*)((?:- +)*)(?:("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#'"[\]{},][^:#]*?)\s*:(?=\s|$))?/;

function yamlCursor(text: string, offset: number): DocumentCursor {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(start, offset);
  const [head, space, dashes, key] = YAML_LINE.exec(line) as unknown as [string, string, string, string | undefined];
  const isValue = key !== undefined;
  const indent = space.length + dashes.length;
  const path = isValue ? [unquote(key)] : [];
  let depth = indent;
  // Upwards: each line that is less indented is a parent.
  const above = text.slice(0, start).split("\n").slice(0, -1).toReversed();
  let index = dashes ? 0 : null;
  const dashAt = space.length;
  for (const before of above) {
    if (/^\s*(#|$)/.test(before)) continue;
    const [, itsSpace, itsDashes, itsKey] = YAML_LINE.exec(before) as unknown as [string, string, string, string?];
    const itsIndent = itsSpace.length + itsDashes.length;
    if (index !== null && itsDashes && itsSpace.length === dashAt) index++;
    if (index === null && itsDashes && itsIndent === depth) index = 0;
    if (itsIndent >= depth || itsKey === undefined) continue;
    if (index !== null) path.unshift(String(index));
    index = itsDashes ? 0 : null;
    path.unshift(unquote(itsKey));
    depth = itsIndent;
    if (depth === 0) break;
  }
  const written = line.slice(isValue ? head.length : indent);
  const from = offset - written.trimStart().length;
  return { path, at: isValue ? "value" : "key", from };
}

function unquote(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key;
}
