// Pure. Long work that tells how far it is and can be cancelled.

export interface Progress {
  /** Aborts when the person cancels; work that can stop between two steps stops there. */
  readonly signal: AbortSignal;
  /** `total` is 0 while it is not known. */
  report(done: number, total: number): void;
}
