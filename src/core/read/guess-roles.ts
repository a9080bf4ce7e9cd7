import { distinctCells } from "../table/distinct-cells";
import type { Column, Role } from "../table/table";

export interface RoleGuesses {
  /** one per column: what to use it for, and why */
  readonly roles: readonly { readonly role: Role; readonly why: string }[];
  /** the column to predict; null when nothing suggests one */
  readonly target: {
    readonly name: string;
    readonly task: "regression" | "classification";
    readonly why: string;
  } | null;
}

/** Names of targets, the most telling first. */
const TARGET_NAMES: readonly RegExp[] = [
  /^target$/,
  /^(?:score|num_points|points)$/,
  /^(?:stars|star_rating|rating|overall)$/,
  /^(?:label|labels|class|sentiment|polarity|airline_sentiment|is_fake|spam|is_spam|toxic|category_label|outcome)$/,
  /^(?:price|sale_?price|revenue|sales|y)$/,
  /(?:^|_)(?:score|rating|label|target)$/,
];

/** Known only after a post has been seen by others, so of no use at the moment of prediction, and often the target in disguise. */
const AFTER_POSTING =
  /^(?:upvote_?ratio|num_?comments|n_comments|comments?_?count|comments|ups|downs|up_?votes|down_?votes|votes|vote_count|edited|gilded|gildings|awards?|total_awards_received|num_awards|views?|view_?count|num_views|likes?|like_count|dislikes?|shares?|share_count|retweets?|retweet_count|favou?rites?|favou?rite_count|replies|reply_count|num_replies|num_crossposts|distinguished|stickied|locked|archived|removed_by|removed_by_category|top_awarded_type|link_flair_text|link_flair_css_class|author_flair_text|author_flair_css_class|helpful(?:_votes?)?|helpfulness\w*)$/;

const GROUP_NAMES =
  /^(?:author|authors|user|username|user_?name|user_?id|author_?id|speaker|poster|account|account_?id|customer|customer_?id|patient|patient_?id|subject_?id|by|writer|reviewer|reviewer_?id)$/;
const ID_NAMES = /^(?:id|uid|uuid|guid|key|pk|index|idx|url|link|permalink|href|uri|name_id|post_?id|fullname)$/;
const SPLIT_NAMES = /^(?:split|fold|partition|subset|set)$/;

/** A category with more values than this, and more than a fifth as many as rows, says little in one-hot form. */
const MANY_VALUES = 1000;

/**
 * What each column is probably for, by its name and type. Every guess has its reason, and each is only a start: the one
 * thing a name cannot tell is what is known at the moment of prediction. `unnamed` are the columns without a name in
 * the file.
 */
export function guessRoles(columns: readonly Column[], unnamed: readonly number[] = []): RoleGuesses {
  const headless = columns.length > 0 && unnamed.length === columns.length;
  const distinct = columns.map((column) =>
    column.type === "text" ? Infinity : distinctCells(column.cells, { skip: column.missing, cap: 20_000 }).distinct,
  );
  const target = headless ? null : findTarget(columns, distinct, unnamed);
  const roles = columns.map((column, index) => {
    if (target !== null && column.name === target.name) return { role: "target" as const, why: target.why };
    if (!headless && index === 0 && unnamed.includes(0) && isWholeNumbers(column))
      return { role: "ignore" as const, why: "an index column without a name" };
    return guessRole(column, distinct[index], target?.name ?? null);
  });
  return { roles, target };
}

function guessRole(column: Column, distinct: number, target: string | null): { role: Role; why: string } {
  const { name, type } = column;
  const known = normalise(name);
  const values = column.missing.length - column.missingCount;
  if (type === "empty") return { role: "ignore", why: "no cell holds a value" };
  if (distinct <= 1 && values > 1) return { role: "ignore", why: "holds one value only" };
  if (AFTER_POSTING.test(known)) return { role: "ignore", why: "known only after posting" };
  if (target !== null && type === "number" && isOutcome(known))
    return { role: "ignore", why: `another outcome beside ${target}, not known beforehand` };
  if (SPLIT_NAMES.test(known) && distinct <= 20)
    return { role: "ignore", why: "names the part a row belongs to; the split can use it" };
  if (type === "date") return { role: "datetime", why: "dates" };
  if (type === "text") return { role: "text", why: "texts of several words" };
  if (GROUP_NAMES.test(known) && distinct > 20)
    return { role: "group", why: `rows of one ${name} belong together; ${distinct} different ones` };
  if (type === "id" || ID_NAMES.test(known)) return { role: "id", why: "names a row, says nothing about others" };
  if (type === "number") return { role: "numeric", why: "numbers" };
  if (distinct > MANY_VALUES && distinct > 0.2 * values)
    return { role: "ignore", why: `${distinct} different values in ${values} rows are too many for categories` };
  if (distinct > 20 && distinct > 0.5 * values)
    return { role: "ignore", why: `most values are different: ${distinct} in ${values} rows` };
  return { role: "categorical", why: `${distinct} different values` };
}

function findTarget(
  columns: readonly Column[],
  distinct: readonly number[],
  unnamed: readonly number[],
): RoleGuesses["target"] {
  const fit = (index: number): boolean => {
    const { type, missing, missingCount } = columns[index];
    return (
      (type === "number" || (type === "category" && distinct[index] <= 200)) &&
      distinct[index] >= 2 &&
      missingCount <= 0.5 * missing.length
    );
  };
  for (const pattern of TARGET_NAMES) {
    const index = columns.findIndex((column, i) => fit(i) && pattern.test(normalise(column.name)));
    if (index >= 0)
      return {
        name: columns[index].name,
        task: taskOf(columns[index], distinct[index]),
        why: `named like a target: ${columns[index].name}`,
      };
  }
  const usable = columns.flatMap((column, i) =>
    fit(i) && !unnamed.includes(i) && !AFTER_POSTING.test(normalise(column.name)) ? [i] : [],
  );
  const last = usable.includes(columns.length - 1)
    ? columns.length - 1
    : usable.findLast((i) => columns[i].type === "number");
  if (last === undefined) return null;
  const where = last === columns.length - 1 ? "the last column" : "the last column of numbers";
  return {
    name: columns[last].name,
    task: taskOf(columns[last], distinct[last]),
    why: `${where}; no name says what to predict, so this is a guess`,
  };
}

/** A few whole numbers under a name such as "label" are classes. */
function taskOf(column: Column, distinct: number): "regression" | "classification" {
  if (column.type !== "number") return "classification";
  const isLabel = /label|class|sentiment|polarity|spam|fake|toxic|outcome/.test(normalise(column.name));
  return isLabel && distinct <= 20 && isWholeNumbers(column) ? "classification" : "regression";
}

function isOutcome(name: string): boolean {
  return /^(?:score|num_points|points|stars|rating|overall|label|target)$/.test(name);
}

function isWholeNumbers(column: Column): boolean {
  if (column.type === "id") return true;
  return column.values?.every((value) => Number.isNaN(value) || Number.isInteger(value)) ?? false;
}

/** Whether a column of this name (upvote_ratio, num_comments) is filled in only after a post has been seen by others. */
export function isKnownAfterPosting(name: string): boolean {
  return AFTER_POSTING.test(normalise(name));
}

/** Whether a column of this name (id, url) names rows. */
export function isRowName(name: string): boolean {
  return ID_NAMES.test(normalise(name));
}

function normalise(name: string): string {
  return name
    .trim()
    .replaceAll(/[\s\-.]+/g, "_")
    .toLowerCase();
}
