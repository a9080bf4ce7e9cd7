import type { PartialExperiment } from "../experiment/experiment";

/** The recipe of all sides: words of title and body, tag, upvote_ratio. */
export const RECIPE: PartialExperiment = {
  problem: { target: "score" },
  data: {
    columns: {
      datetime: { role: "ignore" },
      author: { role: "ignore" },
      url: { role: "ignore" },
      tag: { role: "categorical" },
      title: { role: "text" },
      body: { role: "text" },
      upvote_ratio: { role: "numeric" },
    },
  },
  features: {
    numeric: { impute: "constant", fill: 0.5 },
    shape: { characters: false, words: false, questionMarks: false, links: false, capitals: false, empty: false },
  },
};
