// Window. Decides what the window is about: the accounts, the closed vault, or a fault.
import { Announcer, ToastMessage } from './components/messages.tsx';
import { useArrivals } from './hooks/arrivals.ts';
import { useShortcuts } from './hooks/shortcuts.ts';
import { useAppState } from './hooks/tokendeck.ts';
import { useFocusAfterUnlock } from './hooks/unlocked.ts';
import { errorDetails } from './text/common.ts';
import { Dialogs } from './views/dialogs.tsx';
import { Fatal } from './views/fatal.tsx';
import { Loading } from './views/loading.tsx';
import { Locked } from './views/locked.tsx';
import { KeychainMissing, VaultFailed } from './views/vault.tsx';
import { Workspace } from './views/workspace.tsx';

export function App() {
  useShortcuts();
  useArrivals();
  useFocusAfterUnlock();
  return (
    <>
      <Stage />
      <Dialogs />
      <Announcer />
    </>
  );
}

/** The workspace has a place for the toast below its right pane; over everything else it floats. */
function Stage() {
  const inWorkspace = useAppState((state) => state.boot.kind === 'ready' && state.app.vault.kind === 'open');
  if (inWorkspace) return <Workspace />;
  return (
    <>
      <Closed />
      <ToastMessage />
    </>
  );
}

function Closed() {
  const boot = useAppState((state) => state.boot);
  const vault = useAppState((state) => state.app.vault);
  if (boot.kind === 'fatal') return <Fatal details={errorDetails(boot.error)} />;
  if (boot.kind === 'loading') return <Loading />;
  switch (vault.kind) {
    case 'opening':
    case 'open':
      return <Loading />;
    case 'locked':
      return <Locked vault={vault} />;
    case 'keychain_missing':
      return <KeychainMissing error={vault.error} mayChoosePassphrase={vault.mayChoosePassphrase} />;
    case 'failed':
      return <VaultFailed error={vault.error} />;
  }
}
