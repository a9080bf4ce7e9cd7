import type { ReactNode } from "react";
import type { CellKind } from "../cell-kind";
import { useNotebook } from "../use-notebook";
import { DataForm } from "./DataForm";
import { dataSummary } from "./data-summary";
import { laterPart } from "../later-part";

const DataOutput = laterPart(async () => (await import("./DataOutput")).DataOutput);

/** Nothing, not even its code, before there is a file. */
function OutputOfFile(): ReactNode {
  const isOpen = useNotebook((state) => state.views.read !== undefined);
  return isOpen ? <DataOutput /> : null;
}

export const dataCell: CellKind = {
  kind: "data",
  title: "Data",
  purpose: "A CSV of posts: how it is written and what its columns are for",
  stage: "read",
  Form: DataForm,
  Output: OutputOfFile,
  summary: ({ views }) => (views.read ? dataSummary(views.read) : null),
};
