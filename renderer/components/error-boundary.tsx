import { Component, type ReactNode } from 'react';

interface Props {
  /** A new value tries again: the next snapshot may well be drawable. */
  readonly attempt: string;
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A screen that cannot be drawn becomes a plain page instead of a white one. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.attempt !== this.props.attempt) {
      this.setState({ failed: false });
    }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
