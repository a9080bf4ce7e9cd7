import { useState } from "react";
import type { ReactNode } from "react";
import type { OptionSpec } from "../../core/options";
import { Button } from "../../ui/Button";
import { formatCount } from "../../ui/format";
import { parseOption } from "../../ui/form/option-text";
import { TextField } from "../../ui/TextField";
import { placesInRanges } from "./evaluation-part";
import type { EvaluationPart, ValueRange } from "./evaluation-part";

const FIELDS = [
  { key: "actual", label: "Actual" },
  { key: "predicted", label: "Predicted" },
  { key: "residual", label: "Error" },
] as const;

const ANY_NUMBER: OptionSpec = {
  kind: "number",
  default: null,
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
  nullMeans: "any",
  label: "",
  help: "",
};

type Texts = Readonly<Record<string, string>>;

/** What dragging a rectangle does, by typing: for keyboards, and for exact ends. */
export function RangeForm(props: {
  readonly part: EvaluationPart;
  readonly onSelect: (places: readonly number[]) => void;
}): ReactNode {
  const [texts, setTexts] = useState<Texts>({});
  const [said, setSaid] = useState("");
  const read = (key: string): { value: number | null; problem: string | null } => {
    const parsed = parseOption(ANY_NUMBER, texts[key] ?? "");
    return parsed.ok
      ? { value: parsed.value as number | null, problem: null }
      : { value: null, problem: parsed.problem };
  };
  const range = (key: string): ValueRange => [read(`${key}From`).value, read(`${key}To`).value];
  const isWrong = Object.keys(texts).some((key) => read(key).problem !== null);

  const choose = (): void => {
    const places = placesInRanges(props.part, {
      actual: range("actual"),
      predicted: range("predicted"),
      residual: range("residual"),
    });
    setSaid(places.length === 0 ? "No post lies in these ranges." : `${formatCount(places.length, "post")} chosen.`);
    props.onSelect(places);
  };

  const field = (key: string, label: string): ReactNode => {
    const { problem } = read(key);
    return (
      <TextField
        key={key}
        label={label}
        value={texts[key] ?? ""}
        placeholder="any"
        inputMode="text"
        autoComplete="off"
        error={problem === null ? null : `${label} ${problem}`}
        onChange={(text) => setTexts({ ...texts, [key]: text })}
      />
    );
  };

  return (
    <form
      className="range-form"
      aria-label="Choose posts by values"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) choose();
      }}
    >
      {FIELDS.map(({ key, label }) => (
        <div key={key} className="range-pair">
          {field(`${key}From`, `${label} from`)}
          {field(`${key}To`, "to")}
        </div>
      ))}
      <Button type="submit" disabled={isWrong}>
        Choose these posts
      </Button>
      <output className="note">{said}</output>
    </form>
  );
}
