// Window. What can be done with the selected account: copy first, then the rest.
import { LogIn, RefreshCw } from 'lucide-react';
import type { AccountView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Switch } from '../components/switch.tsx';
import { paneIds } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { maySignInAgain } from '../state/app-state.ts';
import { isUnderway } from '../state/errands.ts';
import { maySignInHelp, onlySignInHelps } from '../state/order.ts';
import { detailWords } from '../text/detail.ts';
import { AccountCopy } from './account-copy.tsx';
import { AccountMore } from './account-more.tsx';

interface ForAccount {
  readonly account: AccountView;
}

export function AccountActionsBar({ account }: ForAccount) {
  return (
    <div className="actions">
      <AccountCopy account={account} />
      <Refresh account={account} />
      <SignInAgain account={account} />
      <AccountMore account={account} />
      <KeepFresh account={account} />
    </div>
  );
}

function Refresh({ account }: ForAccount) {
  const { accounts } = useTokendeck();
  const asked = useAppState((state) => isUnderway(state, account.id, 'refresh'));
  const refreshing = asked || account.status.kind === 'refreshing';
  if (account.renewal === 'none' || account.status.kind === 'sign_in_again') return null;
  return (
    <Button
      shortcut="refresh"
      isPending={refreshing}
      icon={<RefreshCw className={refreshing ? 'spin' : ''} aria-hidden="true" size={16} />}
      onPress={() => void accounts.refresh(account.id)}
    >
      {refreshing ? detailWords.refreshing : detailWords.refresh}
    </Button>
  );
}

/** Where signing in is what the account needs, the button is beside the reason; where all is well, among the rest. */
function SignInAgain({ account }: ForAccount) {
  const { signIns } = useTokendeck();
  const busy = useAppState((state) => isUnderway(state, account.id, 'sign_in'));
  const possible = useAppState((state) => maySignInAgain(state, account.id));
  if (onlySignInHelps(account) || !maySignInHelp(account) || !possible) return null;
  return (
    <Button
      id={paneIds.signInAgain}
      isPending={busy}
      icon={<LogIn aria-hidden="true" size={16} />}
      onPress={() => void signIns.again(account.id)}
    >
      {detailWords.signInAgain}
    </Button>
  );
}

function KeepFresh({ account }: ForAccount) {
  const { accounts } = useTokendeck();
  const isPossible = account.renewal !== 'none';
  const hint = isPossible ? detailWords.keepFreshHint : detailWords.keepFreshImpossible;
  return (
    <Switch
      label={detailWords.keepFresh}
      hint={hint}
      isSelected={account.autoRefresh && isPossible}
      isDisabled={!isPossible}
      onChange={(on) => void accounts.setAutoRefresh(account.id, on)}
    />
  );
}
