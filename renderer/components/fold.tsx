// Window. A folded part of a form: what few people need, or what is right already.
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface FoldProps {
  readonly title: string;
  /** What is inside, in short, so that it need not be opened to be known. */
  readonly brief?: string;
  readonly children: ReactNode;
}

export function Fold({ title, brief, children }: FoldProps) {
  return (
    <details className="advanced">
      <summary>
        <ChevronRight aria-hidden="true" size={16} />
        <span>{title}</span>
        {brief !== undefined && <bdi className="advanced-brief">{brief}</bdi>}
      </summary>
      <div className="form">{children}</div>
    </details>
  );
}
