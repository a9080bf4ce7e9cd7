import { Component } from "react";
import type { ReactNode } from "react";
import { FailureCard } from "./FailureCard";

interface Props {
  /** a new value tries again */
  readonly resetOn: unknown;
  readonly children: ReactNode;
}

/** A cell that cannot draw itself says so in its own place; the others stay as they are. */
export class CellErrorBoundary extends Component<Props, { readonly thrown: { readonly value: unknown } | null }> {
  override state = { thrown: null as { readonly value: unknown } | null };

  static getDerivedStateFromError(value: unknown) {
    return { thrown: { value } };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.thrown && before.resetOn !== this.props.resetOn) this.setState({ thrown: null });
  }

  override render() {
    const { thrown } = this.state;
    return thrown ? <FailureCard thrown={thrown.value} /> : this.props.children;
  }
}
