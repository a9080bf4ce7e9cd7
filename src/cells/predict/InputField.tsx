import type { PredictorInput } from "../../compute/engine-api";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { formatCount } from "../../ui/format";

export interface InputFieldProps {
  readonly input: PredictorInput;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The field of one column, by what it holds. All may be left empty: the model says what it did without. */
export function InputField({ input, value, onChange }: InputFieldProps) {
  const label = columnLabel(input.column);
  switch (input.kind) {
    case "text":
      return (
        <TextArea
          className="live-wide"
          label={label}
          note={value === "" ? undefined : formatCount(value.length, "character")}
          grows
          value={value}
          onChange={onChange}
        />
      );
    case "category":
      return <CategoryField label={label} input={input} value={value} onChange={onChange} />;
    case "number":
      return (
        <TextField
          label={label}
          note="optional"
          inputMode="decimal"
          placeholder={input.typical}
          value={value}
          onChange={onChange}
          error={value.trim() !== "" && !Number.isFinite(Number(value)) ? "must be a number" : null}
        />
      );
    case "date":
      return (
        <TextField
          className="live-wide"
          label={label}
          note="optional"
          type="datetime-local"
          value={value}
          onChange={onChange}
        />
      );
  }
}

const MOST_IN_A_LIST = 200;

function CategoryField({ input, ...field }: InputFieldProps & { readonly label: string }) {
  const { categories = [] } = input;
  if (categories.length === 0 || categories.length >= MOST_IN_A_LIST) {
    return <TextField {...field} note="optional" placeholder={categories[0]} />;
  }
  const options = [
    { value: "", label: "none" },
    ...categories.map((category) => ({ value: category, label: category })),
  ];
  return <Select {...field} options={options} />;
}

/** "upvote_ratio" as "Upvote ratio". */
export function columnLabel(column: string): string {
  const words = column.replace(/[_-]+/g, " ").trim();
  return words === "" ? column : words[0].toUpperCase() + words.slice(1);
}
