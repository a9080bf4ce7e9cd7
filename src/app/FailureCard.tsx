import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { prettyError } from "./pretty-error";
import { useCommands } from "./use-commands";

/** The reason and what fixes it, never cut short. */
export function FailureCard({ thrown }: { readonly thrown: unknown }) {
  const commands = useCommands();
  const { title, detail, remedy, actions } = prettyError(thrown);
  return (
    <Alert
      tone="fail"
      title={title}
      actions={
        actions.length > 0 &&
        actions.map((action, index) => (
          <Button
            key={action.label}
            variant={index === 0 ? "primary" : "default"}
            onClick={() => commands.remedy(action)}
          >
            {action.label}
          </Button>
        ))
      }
    >
      {detail && <p>{detail}</p>}
      <p>{remedy}</p>
    </Alert>
  );
}
