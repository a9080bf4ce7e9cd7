import { useId, useState } from "react";
import type { ReactNode } from "react";
import { Button, IconButton } from "../Button";
import { Menu } from "../Menu";
import type { MenuItem } from "../Menu";
import { drawChartImage, rasterise, saveBlob } from "./chart-image";
import { chartCsv, fileStem } from "./chart-table";
import type { ChartTable } from "./chart-table";
import { ChartTableView } from "./ChartTableView";
import "./charts.css";

export interface ChartFrameProps {
  /** what kind of chart this is, whatever the data say: its name for screen readers and files, "Residual histogram" */
  readonly name: string;
  /** the finding, in a sentence that the data support */
  readonly title: string;
  /** what is plotted */
  readonly subtitle?: ReactNode;
  /** the same in plain text, where `subtitle` is not (a legend) */
  readonly subtitleText?: string;
  /** called when the table is asked for: it may be large */
  readonly table?: () => ChartTable;
  /** more to do with this chart, before the common items */
  readonly actions?: readonly MenuItem[];
  /** why there is nothing to draw: "No run yet. Train a model in [6]." The frame stays */
  readonly empty?: string | null;
  readonly height?: number;
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

/** Title with the finding, what is plotted, the plot, and behind it its table, a copy of it and its picture. */
export function ChartFrame(props: ChartFrameProps): ReactNode {
  const { name, title, subtitle, empty, height = 194 } = props;
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const [said, setSaid] = useState("");
  const plainSubtitle = props.subtitleText ?? (typeof subtitle === "string" ? subtitle : "");

  const attempt = (done: string, work: () => void | Promise<void>): void => {
    void (async () => {
      try {
        await work();
        setSaid(done);
      } catch (thrown) {
        setSaid(`That did not work: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
    })();
  };
  const image = () => {
    const figure = document.getElementById(id);
    const drawn = figure && drawChartImage(figure, title, plainSubtitle);
    if (!drawn) throw new Error("there is no plot to save");
    return drawn;
  };
  const items: MenuItem[] = [...(props.actions ?? [])];
  const { table } = props;
  if (table && !empty) {
    items.push(
      { label: asTable ? "Show as chart" : "Show as table", icon: "table", onSelect: () => setAsTable(!asTable) },
      {
        label: "Copy as CSV",
        icon: "copy",
        onSelect: () => attempt("Copied as CSV.", () => navigator.clipboard.writeText(chartCsv(table()))),
      },
      {
        label: "Save as CSV",
        icon: "download",
        onSelect: () =>
          attempt("Saved as CSV.", () =>
            saveBlob(new Blob([chartCsv(table())], { type: "text/csv" }), `${fileStem(name)}.csv`),
          ),
      },
    );
  }
  if (!empty && !asTable) {
    items.push(
      {
        label: "Save as SVG",
        icon: "download",
        onSelect: () =>
          attempt("Saved as SVG.", () =>
            saveBlob(new Blob([image().svg], { type: "image/svg+xml" }), `${fileStem(name)}.svg`),
          ),
      },
      {
        label: "Save as PNG",
        icon: "download",
        onSelect: () =>
          attempt("Saved as PNG.", async () => saveBlob(await rasterise(image()), `${fileStem(name)}.png`)),
      },
    );
  }

  return (
    <figure className="chart" id={id} aria-labelledby={`${id}title`} aria-describedby={`${id}name`}>
      <figcaption>
        <div>
          <h3 id={`${id}title`}>{title}</h3>
          {subtitle !== undefined && <div className="chart-subtitle">{subtitle}</div>}
        </div>
        {items.length > 0 && (
          <Menu trigger={<IconButton icon="more" label={`More for ${name}`} className="chart-more" />} items={items} />
        )}
      </figcaption>
      <span id={`${id}name`} className="vh">
        {name}
      </span>
      {empty ? (
        <div className="chart-empty" style={{ height }}>
          <p>{empty}</p>
        </div>
      ) : asTable && table ? (
        <div className="chart-as-table">
          <ChartTableView caption={`${name}: ${title}`} table={table()} />
          <Button variant="quiet" onClick={() => setAsTable(false)}>
            Show as chart
          </Button>
        </div>
      ) : (
        <div data-plot>{props.children}</div>
      )}
      {props.foot !== undefined && props.foot !== null && !asTable && <div className="chart-foot">{props.foot}</div>}
      <output className="vh">{said}</output>
    </figure>
  );
}
