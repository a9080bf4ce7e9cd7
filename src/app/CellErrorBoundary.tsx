import { Component } from "react";
import type { ReactNode } from "react";
import { FailureCard } from "./FailureCard";

interface Props {
  /** a new value tries again */
  readonly resetOn: unknown;
  readonly children: ReactNode;
}

interface State {
  readonly resetOn: unknown;
  readonly thrown: { readonly value: unknown } | null;
}

/** A cell that cannot draw itself says so in its own place; the others stay as they are. */
export class CellErrorBoundary extends Component<Props, State> {
  override state: State = { resetOn: this.props.resetOn, thrown: null };

  static getDerivedStateFromError(value: unknown): Partial<State> {
    return { thrown: { value } };
  }

  static getDerivedStateFromProps({ resetOn }: Props, state: State): Partial<State> | null {
    return resetOn === state.resetOn ? null : { resetOn, thrown: null };
  }

  override render() {
    const { thrown } = this.state;
    return thrown ? <FailureCard thrown={thrown.value} /> : this.props.children;
  }
}
