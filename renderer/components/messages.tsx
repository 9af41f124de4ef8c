// Window. What is said in passing: the toast at the foot of the pane, and changes of status for screen readers.
import { useAppState } from '../hooks/tokendeck.ts';
import { isSaidInPane } from '../state/app-state.ts';

export function ToastMessage() {
  const toast = useAppState((state) => state.toast);
  const isSaid = useAppState(isSaidInPane);
  return (
    <div className="toast-place" role="status">
      {toast !== undefined && (
        <p className={isSaid ? 'toast said' : 'toast'} key={toast.id}>
          {toast.text}
        </p>
      )}
    </div>
  );
}

export function Announcer() {
  const announcement = useAppState((state) => state.announcement);
  return (
    <div className="sr-only" aria-live="polite">
      {announcement}
    </div>
  );
}
