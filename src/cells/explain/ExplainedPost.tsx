import type { ReactNode } from "react";
import type { PostExplanation } from "../../pipeline/explain/explain-views";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { TintLegend, TintedText } from "../../ui/TintedText";
import { contributionText, methodNote, postFinding, postFormats } from "./explain-words";
import styles from "./explain.module.css";

const SHOWN = 12;

/** A post with its words tinted by what they did to its prediction, and all that moved it beside. */
export function ExplainedPost({ post }: { readonly post: PostExplanation }): ReactNode {
  const { value, change } = postFormats(post);
  const { contributions, texts } = post;
  const strongest = Math.max(0, ...texts.flatMap(({ pieces }) => pieces.map((piece) => Math.abs(piece.value))));
  const other = Object.entries(post.record).filter(
    ([column, text]) => text !== "" && texts.every((each) => each.column !== column),
  );
  const shown = contributions.filter(({ block }) => block !== "rest").slice(0, SHOWN);
  const rest = post.outcome - post.base - shown.reduce((sum, each) => sum + each.value, 0);
  const what = post.explained === null ? post.target : post.explained;
  return (
    <>
      <div className={styles.post}>
        <dl className={styles.facts}>
          <div>
            <dt>predicted</dt>
            <dd>{post.label === undefined ? value(post.score) : `${post.label}, ${value(post.score)}`}</dd>
          </div>
          {post.explained !== null && post.explained !== post.label && (
            <div>
              <dt>{post.explained}</dt>
              <dd>{value(post.outcome)}</dd>
            </div>
          )}
          {post.actual !== null && (
            <div>
              <dt>actual</dt>
              <dd>{post.actual}</dd>
            </div>
          )}
          {other.map(([column, text]) => (
            <div key={column}>
              <dt>{column}</dt>
              <dd>{text.length > 80 ? `${text.slice(0, 80)}…` : text}</dd>
            </div>
          ))}
        </dl>
        {texts
          .filter(({ pieces }) => pieces.some(({ text }) => text.trim() !== ""))
          .map(({ column, pieces }) => (
            <div key={column}>
              <h4>{column}</h4>
              <TintedText
                label={`${column}, tinted by what each word did`}
                pieces={pieces}
                strongest={strongest}
                format={change}
              />
            </div>
          ))}
        {strongest > 0 && <TintLegend up={`raised ${what}`} down="lowered it" />}
      </div>
      <ChartFrame
        name="What moved this post"
        title={postFinding(post)}
        subtitle={`From ${value(post.base)} to ${value(post.outcome)}, ${post.model.toLowerCase()}`}
        foot={methodNote(post)}
        table={() => ({
          columns: [{ name: "What" }, { name: "Kind" }, { name: "Column" }, { name: "Moved it by", format: change }],
          rows: [
            ["start", "", "", post.base],
            ...contributions.map((each) => [contributionText(each), each.block, each.column, each.value] as const),
          ],
        })}
      >
        <BarList
          label="What moved this post"
          nameHead="What"
          valueHead="Moved it by"
          format={change}
          items={[
            ...shown.map((each) => ({
              name: contributionText(each),
              note: each.block === "text" ? each.column : "",
              value: each.value,
            })),
            ...(Math.abs(rest) > 1e-12 ? [{ name: "all else", value: rest, isRest: true }] : []),
          ]}
        />
      </ChartFrame>
    </>
  );
}
