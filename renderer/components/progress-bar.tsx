// Window. How far a work is: a bar with a name, or a moving one while nobody knows.
interface ProgressBarProps {
  /** For screen readers. */
  readonly label: string;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** The same in words. */
  readonly text: string;
}

export function ProgressBar({ label, done, total, text }: ProgressBarProps) {
  const known = total > 0 ? { 'aria-valuenow': done, 'aria-valuetext': text } : {};
  return (
    <div
      className="work-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total > 0 ? total : 100}
      {...known}
    >
      <svg aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none">
        <rect className="track" width="100" height="4" />
        {total > 0 ? (
          <rect className="rest" width={Math.min(100, (done / total) * 100)} height="4" />
        ) : (
          <rect className="rest unknown" width="30" height="4" />
        )}
      </svg>
    </div>
  );
}
