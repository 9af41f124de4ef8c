// Window. The head of a right pane that was opened on purpose: a way back, and a heading that takes the focus.
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { paneIds } from '../hooks/panes.ts';
import { common } from '../text/common.ts';
import { IconButton } from './buttons.tsx';

interface PaneTitleProps {
  readonly onBack: () => void;
  /** False where a field of the pane takes the focus itself. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

export function PaneTitle({ onBack, takesFocus = true, children }: PaneTitleProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);
  return (
    <header className="pane-title">
      <IconButton label={common.back} shortcut="close" onPress={onBack}>
        <ArrowLeft aria-hidden="true" size={18} />
      </IconButton>
      <h1 id={paneIds.panelTitle} ref={title} tabIndex={-1}>
        {children}
      </h1>
    </header>
  );
}
