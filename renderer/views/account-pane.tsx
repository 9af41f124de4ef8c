// Window. The right pane for the selected account: who, how long, what to do; below that all there is to know.
import { ArrowLeft } from 'lucide-react';
import type { AccountView } from '../../preload/contract.ts';
import { IconButton } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { Whose } from '../components/whose.tsx';
import { focusRow, paneIds } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { problemOf, selectedAccount } from '../state/app-state.ts';
import { common } from '../text/common.ts';
import { AccountActionsBar } from './account-actions-bar.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountStatus } from './account-status.tsx';
import { Empty } from './empty.tsx';

export function AccountPane() {
  const account = useAppState(selectedAccount);
  if (account === undefined) return <Empty />;
  return (
    <article className="panel-body" aria-labelledby={paneIds.panelTitle}>
      <PaneHead account={account} />
      <AccountStatus account={account} />
      <AccountActionsBar account={account} />
      <Problem account={account} />
      <Facts account={account} />
    </article>
  );
}

function PaneHead({ account }: { readonly account: AccountView }) {
  const { go } = useTokendeck();
  return (
    <header className="pane-head">
      <span className="narrow-only">
        <IconButton
          label={common.backToList}
          onPress={() => {
            go.showList();
            focusRow(account.id);
          }}
        >
          <ArrowLeft aria-hidden="true" size={18} />
        </IconButton>
      </span>
      <ProviderMark providerId={account.providerId} name={account.providerName} size="large" />
      <div className="pane-who">
        <h1 id={paneIds.panelTitle} tabIndex={-1}>
          <bdi>{account.label}</bdi>
        </h1>
        <p>
          <Whose account={account} />
        </p>
      </div>
    </header>
  );
}

/** Why the last thing that the person asked for did not work. */
function Problem({ account }: { readonly account: AccountView }) {
  const { accounts } = useTokendeck();
  const problem = useAppState((state) => problemOf(state, account));
  if (problem === undefined) return null;
  return <ErrorNote error={problem} onDismiss={() => accounts.forgetProblem(account.id)} />;
}

function Facts({ account }: { readonly account: AccountView }) {
  const detail = useAppState((state) => state.detail);
  if (detail?.kind === 'failed' && detail.accountId === account.id) return <ErrorNote error={detail.error} />;
  if (detail?.kind !== 'loaded' || detail.view.id !== account.id) return null;
  return <AccountFacts detail={detail.view} account={account} />;
}
