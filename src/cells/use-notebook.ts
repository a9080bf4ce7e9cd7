import { createContext, createElement, useContext } from "react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { EngineClient } from "../compute/engine-api";
import { invariant } from "../core/errors";
import type { NotebookActions, NotebookState } from "../notebook/notebook";
import type { Notebook } from "../notebook/notebook-store";

export interface NotebookContext {
  readonly notebook: Notebook;
  readonly client: EngineClient;
}

const Context = createContext<NotebookContext | null>(null);

/** `value` must stay the same object: whatever reads the context renders again with a new one. */
export function NotebookProvider({
  value,
  children,
}: {
  readonly value: NotebookContext;
  readonly children?: ReactNode;
}) {
  return createElement(Context.Provider, { value }, children);
}

function useContextValue(): NotebookContext {
  const value = useContext(Context);
  invariant(value, "useNotebook outside of NotebookProvider");
  return value;
}

/**
 * A slice of the notebook: the component renders again only when the slice changes. A slice made of several parts may
 * be a new object or list each time; its members are compared one by one.
 */
export function useNotebook<T>(selector: (state: NotebookState) => T): T {
  return useStore(useContextValue().notebook.store, useShallow(selector));
}

/** The latest state without subscribing, for event handlers. */
export function useNotebookState(): () => NotebookState {
  return useContextValue().notebook.store.getState;
}

export function useActions(): NotebookActions {
  return useContextValue().notebook.actions;
}

export function useClient(): EngineClient {
  return useContextValue().client;
}
