// Window. An error where it happened: what, the provider's words, what to do; its details can be copied.
import { ClipboardList, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { ErrorView } from '../../preload/contract.ts';
import { useSeen } from '../hooks/seen.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { common, errorDetails } from '../text/common.ts';
import { Button, IconButton } from './buttons.tsx';

interface ErrorNoteProps {
  readonly error: ErrorView;
  readonly tone?: 'bad' | 'soon';
  /** More to say after the remedy. */
  readonly more?: ReactNode;
  /** What to do about it, as buttons. */
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
  /** Read out and brought into sight at once: for errors that answer what the person just did. */
  readonly isAlert?: boolean;
}

export function ErrorNote({ error, tone = 'bad', more, actions, onDismiss, isAlert }: ErrorNoteProps) {
  const { accounts } = useTokendeck();
  const note = useRef<HTMLDivElement>(null);
  useSeen(note, isAlert === true);
  return (
    <div className={`note ${tone}`} ref={note} role={isAlert === true ? 'alert' : undefined}>
      <TriangleAlert className="note-shape" aria-hidden="true" size={16} />
      <div className="note-body">
        <p className="note-what">{error.what}</p>
        {error.providerSaid !== undefined && (
          <p className="note-said">
            {common.providerSaid} <q>{error.providerSaid}</q>
          </p>
        )}
        <p>
          {error.remedy} {more}
        </p>
        <div className="note-actions">
          {actions}
          <Button
            look="quiet"
            icon={<ClipboardList aria-hidden="true" size={14} />}
            onPress={() => void accounts.copyText(errorDetails(error))}
          >
            {common.copyDetails}
          </Button>
        </div>
      </div>
      {onDismiss !== undefined && (
        <IconButton label={common.putAway} onPress={onDismiss}>
          <X aria-hidden="true" size={16} />
        </IconButton>
      )}
    </div>
  );
}
