import type { ReactNode } from "react";
import { useDraftText } from "../use-draft-text";
import { useActions, useNotebook } from "../use-notebook";
import { defaultQuestion, inputColumns, problemSentence } from "./question-words";
import styles from "./problem.module.css";

/** The question is the notebook's heading and is written in place. */
export function QuestionField(): ReactNode {
  const question = useNotebook((state) => state.experiment.problem.question);
  const target = useNotebook((state) => state.experiment.problem.target);
  const task = useNotebook((state) => state.experiment.problem.task);
  const actions = useActions();
  const draft = useDraftText(
    question,
    (text) => void actions.edit({ problem: { question: text.trim().slice(0, 500) } }),
  );
  const inputs = useNotebook(inputColumns);
  return (
    <div>
      <h1 className={styles.question}>
        <textarea
          aria-label="Question"
          rows={1}
          maxLength={500}
          placeholder={defaultQuestion(target, task)}
          value={draft.text}
          onChange={(event) => draft.type(event.target.value.replace(/[\r\n]+/g, " "))}
          onBlur={draft.commit}
          onKeyDown={(event) => {
            if (event.key === "Escape") draft.revert();
            if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      </h1>
      {target !== null && inputs.length > 0 && <p className={styles.inputs}>{problemSentence(target, inputs)}</p>}
    </div>
  );
}
