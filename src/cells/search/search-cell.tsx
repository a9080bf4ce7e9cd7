import type { CellKind } from "../cell-kind";
import { laterPart } from "../later-part";
import { searchLine } from "./search-line";

const SearchForm = laterPart(async () => (await import("./SearchForm")).SearchForm);
const SearchOutput = laterPart(async () => (await import("./SearchOutput")).SearchOutput);

export const searchCell: CellKind = {
  kind: "search",
  title: "Search",
  purpose: "Which settings do better?",
  stage: null,
  Form: SearchForm,
  Output: SearchOutput,
  summary: ({ search }) => (search ? searchLine(search) : null),
};
