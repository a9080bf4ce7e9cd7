import { lazy } from "react";
import type { CellKind } from "../cell-kind";

const SearchForm = lazy(async () => ({ default: (await import("./SearchForm")).SearchForm }));
const SearchOutput = lazy(async () => ({ default: (await import("./SearchOutput")).SearchOutput }));

export const searchCell: CellKind = {
  kind: "search",
  title: "Search",
  purpose: "Which settings do better?",
  stage: null,
  Form: SearchForm,
  Output: SearchOutput,
  summary: () => null,
};
