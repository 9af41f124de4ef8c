// Window. Catches a fault while rendering, so that the window says so instead of staying empty.
import { Component, type ReactNode } from 'react';
import { unexpected } from '../state/ask.ts';
import { errorDetails } from '../text/common.ts';
import { Fatal } from '../views/fatal.tsx';

interface State {
  readonly details: string | undefined;
}

/** React offers this to classes only. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { details: undefined };

  static getDerivedStateFromError(cause: unknown): State {
    return { details: errorDetails(unexpected(cause)) };
  }

  override render(): ReactNode {
    return this.state.details === undefined ? this.props.children : <Fatal details={this.state.details} />;
  }
}
