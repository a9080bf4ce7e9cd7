import { useState } from "react";
import type { ReactNode } from "react";
import type { DependenceView } from "../../pipeline/explain/explain-views";
import { BarList } from "../../ui/charts/BarList";
import { ChartFrame } from "../../ui/charts/ChartFrame";
import { DependenceCurve } from "../../ui/charts/DependenceCurve";
import { Checkbox } from "../../ui/Checkbox";
import { Select } from "../../ui/Select";
import { formatPercent } from "../../ui/format";
import {
  curveOf,
  dependenceFinding,
  dependenceNote,
  explainInputText,
  outcomeFormat,
  pointName,
} from "./explain-words";
import styles from "./explain.module.css";

const CATEGORIES_SHOWN = 15;

/** The curve of an input: a line for numbers and dates, bars for categories and words. */
export function DependenceChart({ view }: { readonly view: DependenceView }): ReactNode {
  const [label, setLabel] = useState<string | null>(null);
  const [isCentred, setCentred] = useState(false);
  const [withPosts, setWithPosts] = useState(false);
  const { classes, points, input } = view;
  const output = classes ? Math.max(0, classes.indexOf(label ?? classes.at(-1)!)) : 0;
  const curve = curveOf(view, output, isCentred);
  const format = outcomeFormat(view, curveOf(view, output, false));
  const isLine = points.every(({ at }) => at !== null);
  const what = classes ? `probability of ${classes[output]}` : `predicted ${view.target}`;
  const yName = isCentred ? `change of ${what}` : what;
  const subtitle = `${yName}, ${view.model.toLowerCase()}, by ${explainInputText(input)}`;
  const bars = points.slice(0, CATEGORIES_SHOWN).map(({ name, share }, i) => ({
    name,
    ...(share !== null && { note: formatPercent(share, 0) }),
    value: curve.mean[i],
    interval: { low: curve.low[i], high: curve.high[i] },
  }));
  return (
    <>
      <div className={styles.actions}>
        {classes && (
          <Select
            label="Label"
            value={classes[output]}
            options={classes.map((each) => ({ value: each, label: each }))}
            onChange={setLabel}
          />
        )}
        <Checkbox label="Change since the first value" checked={isCentred} onChange={setCentred} />
        {isLine && <Checkbox label="Curves of single posts" checked={withPosts} onChange={setWithPosts} />}
      </div>
      <ChartFrame
        name="Partial dependence"
        title={dependenceFinding(view, output)}
        subtitle={subtitle}
        foot={`${dependenceNote(view)}${isLine ? " Ticks on the axis: deciles of the posts." : ""}${points.length > CATEGORIES_SHOWN && !isLine ? ` The ${CATEGORIES_SHOWN} most frequent of ${points.length} are drawn, all are in the table.` : ""}`}
        table={() => ({
          columns: [
            { name: explainInputText(input) },
            { name: `Mean ${yName}`, format },
            { name: "10% of posts below", format },
            { name: "10% of posts above", format },
          ],
          rows: points.map((_, i) => [pointName(view, i), curve.mean[i], curve.low[i], curve.high[i]]),
        })}
      >
        {isLine ? (
          <DependenceCurve
            label={dependenceFinding(view, output)}
            points={points.map(({ at }, i) => ({
              x: at!,
              mean: curve.mean[i],
              low: curve.low[i],
              high: curve.high[i],
            }))}
            individual={withPosts ? curve.individual : []}
            rug={view.deciles}
            xName={explainInputText(input)}
            yName={yName}
            format={format}
          />
        ) : (
          <BarList
            label={subtitle}
            nameHead={explainInputText(input)}
            valueHead={`Mean ${yName}`}
            format={format}
            items={bars}
          />
        )}
      </ChartFrame>
    </>
  );
}
