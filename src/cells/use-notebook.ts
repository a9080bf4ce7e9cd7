import { createContext, createElement, useContext, useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { EngineClient } from "../compute/engine-api";
import { invariant } from "../core/errors";
import type { NotebookActions, NotebookState } from "../notebook/notebook";
import { makeCellGate, type ReadableStore } from "../notebook/cell-gate";
import type { Notebook } from "../notebook/notebook-store";

export interface NotebookContext {
  readonly notebook: Notebook;
  readonly client: EngineClient;
}

/** `seen`: the store as the cell around sees it. */
const Context = createContext<(NotebookContext & { readonly seen: ReadableStore }) | null>(null);

/**
 * `value` must stay the same object: whatever reads the context renders again with a new one. What the engine tells is drawn
 * in a task after that in which it is heard: whoever waits for the answer to a call does not wait for the drawing as well.
 */
export function NotebookProvider({
  value,
  children,
}: {
  readonly value: NotebookContext;
  readonly children?: ReactNode;
}) {
  const gated = useMemo(() => ({ ...value, seen: makeCellGate(value.notebook) }), [value]);
  return createElement(Context.Provider, { value: gated }, children);
}

/** Has what is inside see the notebook as `gate` lets it be seen. */
export function SeenThrough({ gate, children }: { readonly gate: ReadableStore; readonly children?: ReactNode }) {
  const context = useContextValue();
  const value = useMemo(() => ({ ...context, seen: gate }), [context, gate]);
  return createElement(Context.Provider, { value }, children);
}

export function useNotebookItself(): Notebook {
  return useContextValue().notebook;
}

function useContextValue() {
  const value = useContext(Context);
  invariant(value, "useNotebook outside of NotebookProvider");
  return value;
}

/**
 * A slice of the notebook: the component renders again only when the slice changes. A slice made of several parts may
 * be a new object or list each time; its members are compared one by one.
 */
export function useNotebook<T>(selector: (state: NotebookState) => T): T {
  const last = useRef<T | undefined>(undefined);
  const { seen } = useContextValue();
  return useStore(seen, (state) => {
    const slice = selector(state);
    if (hasSameParts(last.current, slice)) return last.current as T;
    last.current = slice;
    return slice;
  });
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

/** Asked by every part of the page at every change, so without the maps of entries that zustand's own makes. */
function hasSameParts(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((part, i) => Object.is(part, b[i]));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && Object.is(a[name], b[name]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
