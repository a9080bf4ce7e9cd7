import { useState } from "react";
import type { ReactNode } from "react";
import { COLUMN_TYPES, ROLES } from "../../core/table/table";
import type { ColumnType, Role } from "../../core/table/table";
import { roleOf } from "../../pipeline/inputs";
import type { ColumnView } from "../../pipeline/views";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ScrollBox } from "../../ui/ScrollBox";
import { TextField } from "../../ui/TextField";
import { useInTurns } from "../../ui/use-in-turns";
import { formatCount, formatNumber, formatPercent } from "../../ui/format";
import { useActions, useNotebook, useNotebookState } from "../use-notebook";
import { useTask } from "../use-task";
import { columnChoice, roleEdit, typeEdit } from "./column-edits";
import styles from "./data.module.css";

const MANY = 12;
/** Each has two lists to choose from, and those have a dozen choices. */
const ROWS_A_TURN = 3;

export interface ColumnTableProps {
  readonly columns: readonly ColumnView[];
  readonly rows: number;
  /** shows a row (0-based) of the table below */
  readonly onShowRow: (row: number, column: string) => void;
}

/** Type and use of every column: guessed with a reason, changed by choosing otherwise. */
export function ColumnTable({ columns, rows, onShowRow }: ColumnTableProps): ReactNode {
  const [filter, setFilter] = useState("");
  const settings = useNotebook((state) => state.experiment.data.columns);
  const roles = useNotebook((state) => columns.map((column) => roleOf(state.experiment, column)));
  const getState = useNotebookState();
  const actions = useActions();
  const edit = useTask((_, changes: Parameters<typeof actions.edit>[0]) => actions.edit(changes));
  const wanted = filter.trim().toLowerCase();
  const shown = columns
    .map((column, i) => ({ column, choice: columnChoice(column, settings[column.name], roles[i]) }))
    .filter(({ column }) => column.name.toLowerCase().includes(wanted));
  const mounted = useInTurns(shown.length, ROWS_A_TURN);

  return (
    <section aria-label="Columns" className={styles.section}>
      {columns.length > MANY && (
        <TextField
          label="Find a column"
          note={`${formatNumber(shown.length)} of ${formatNumber(columns.length)}`}
          type="search"
          className={styles.find}
          value={filter}
          onChange={setFilter}
        />
      )}
      <ScrollBox className={styles.columnBox} label="Type and use of columns">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Type</th>
              <th scope="col">Use</th>
              <th scope="col" className={styles.number}>
                Missing
              </th>
              <th scope="col" className={styles.number}>
                Distinct
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, mounted).map(({ column, choice }) => (
              <tr key={column.name}>
                <th scope="row" className={styles.columnName}>
                  <span className="mono">{column.name}</span>
                </th>
                <td>
                  <PlainSelect
                    label={`Type of ${column.name}`}
                    value={choice.type}
                    values={COLUMN_TYPES}
                    guessed={column.guessedType}
                    onChange={(type) => void edit.run(typeEdit(column, type as ColumnType))}
                  />
                </td>
                <td>
                  <PlainSelect
                    label={`Use of ${column.name}`}
                    value={choice.role}
                    values={ROLES}
                    guessed={column.guessedRole}
                    onChange={(role) => void edit.run(roleEdit(getState().experiment, column, role as Role))}
                  />
                </td>
                <td className={styles.number}>
                  {column.missing === 0 ? (
                    <span className={styles.none}>none</span>
                  ) : (
                    formatPercent(column.missing / Math.max(1, rows))
                  )}
                </td>
                <td className={styles.number}>
                  {column.distinctExact ? "" : "about "}
                  {formatNumber(column.distinct)}
                </td>
                <td className={styles.why}>
                  {choice.why}
                  <Unreadable column={column} type={choice.type} onShowRow={onShowRow} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {shown.length === 0 && <p className="note">No column is named like that.</p>}
      {edit.error && (
        <Alert tone="fail" title="That could not be changed" actions={<Button onClick={edit.clear}>Close</Button>}>
          {edit.error.message}
        </Alert>
      )}
    </section>
  );
}

function Unreadable(props: {
  readonly column: ColumnView;
  readonly type: ColumnType;
  readonly onShowRow: ColumnTableProps["onShowRow"];
}): ReactNode {
  const { name, unreadable } = props.column;
  if (unreadable.count === 0) return null;
  return (
    <span className={styles.unreadable}>
      {formatCount(unreadable.count, "cell")} not read as {props.type}:{" "}
      {unreadable.rows.slice(0, 3).map((row, i) => (
        <span key={row}>
          {i > 0 && ", "}
          <Button variant="link" onClick={() => props.onShowRow(row, name)}>
            row {formatNumber(row + 1)}
          </Button>
        </span>
      ))}
      {unreadable.count > 3 && " …"}
    </span>
  );
}

function PlainSelect(props: {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly guessed: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const isGuess = props.value === props.guessed;
  return (
    <span className="select">
      <select
        className={isGuess ? "input" : `input ${styles.chosen}`}
        aria-label={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.values.map((value) => (
          <option key={value} value={value}>
            {value === props.guessed && !isGuess ? `${value} (as guessed)` : value}
          </option>
        ))}
      </select>
    </span>
  );
}
