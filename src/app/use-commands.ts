import { createContext, useContext } from "react";
import { invariant } from "../core/errors";
import type { Commands } from "./commands";

export const CommandsContext = createContext<Commands | null>(null);

export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  invariant(commands, "useCommands outside of App");
  return commands;
}
