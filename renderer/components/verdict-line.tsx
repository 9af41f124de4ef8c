// Window. A finding as shape, words and colour together.
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import type { Verdict } from '../text/inspection.ts';

const shapes = { good: CircleCheck, soon: TriangleAlert, bad: CircleX } as const;

export function VerdictLine({ verdict: { tone, text } }: { readonly verdict: Verdict }) {
  const Shape = shapes[tone];
  return (
    <p className={`verdict ${tone}`}>
      <Shape aria-hidden="true" size={16} />
      <span>{text}</span>
    </p>
  );
}
