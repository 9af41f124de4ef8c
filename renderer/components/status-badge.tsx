// Window. A status as shape, word and colour together.
import { CircleCheck, CircleHelp, Clock, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { StatusView } from '../../preload/contract.ts';
import { statusWords, type Tone } from '../text/status.ts';

const shapes: Readonly<Record<Tone, LucideIcon>> = {
  good: CircleCheck,
  soon: Clock,
  busy: LoaderCircle,
  bad: TriangleAlert,
  idle: CircleHelp,
};

interface StatusBadgeProps {
  readonly status: StatusView;
}

export function StatusBadge({ status }: StatusBadgeProps) {
  const { tone, word } = statusWords(status);
  const Shape = shapes[tone];
  return (
    <span className={`status ${tone}`}>
      <Shape aria-hidden="true" size={14} strokeWidth={2.25} />
      <span>{word}</span>
    </span>
  );
}
