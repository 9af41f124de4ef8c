// Window. One line of a list of facts: what, and how it is.
import type { ReactNode } from 'react';

interface FactProps {
  readonly name: string;
  readonly isMono?: boolean;
  readonly children: ReactNode;
}

export function Fact({ name, isMono, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className={isMono === true ? 'mono' : ''}>{children}</dd>
    </div>
  );
}
