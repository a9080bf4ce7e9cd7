import type { CellKind } from "../cell-kind";
import { DataForm } from "./DataForm";
import { DataOutput } from "./DataOutput";
import { dataSummary } from "./data-summary";

export const dataCell: CellKind = {
  kind: "data",
  title: "Data",
  purpose: "A CSV of posts: how it is written and what its columns are for",
  stage: "read",
  Form: DataForm,
  Output: DataOutput,
  summary: ({ views }) => (views.read ? dataSummary(views.read) : null),
};
