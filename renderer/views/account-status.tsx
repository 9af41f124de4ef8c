// Window. How the token is, large: status, time left, lifetime; and where something is wrong, what to do.
import { Import, LogIn } from 'lucide-react';
import type { AccountView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { LifetimeBar, Moment, TimeLeft } from '../components/time-left.tsx';
import { paneIds } from '../hooks/panes.ts';
import { useAppState, useNow, useTokendeck } from '../hooks/tokendeck.ts';
import { detailFor, maySignInAgain } from '../state/app-state.ts';
import { isUnderway } from '../state/errands.ts';
import { detailWords } from '../text/detail.ts';
import { statusSentence, statusWords } from '../text/status.ts';
import { fromNow } from '../text/time.ts';

export function AccountStatus({ account }: { readonly account: AccountView }) {
  const { status, expiresAt, issuedAt } = account;
  const maySignIn = useAppState((state) => maySignInAgain(state, account.id));
  const canTell = useAppState((state) => detailFor(state, account.id)?.can.whoAmI === true);
  return (
    <section className="standing" aria-label={statusWords(status).word}>
      <div className="standing-line">
        <StatusBadge status={status} />
        {expiresAt !== undefined && <Until at={expiresAt} />}
      </div>
      {expiresAt !== undefined && (
        <>
          <p className="standing-time">
            <TimeLeft until={expiresAt} isAlone />
            <Left until={expiresAt} />
          </p>
          <LifetimeBar from={issuedAt} until={expiresAt} tone={statusWords(status).tone} />
        </>
      )}
      <p className="standing-says">{statusSentence(account, maySignIn, canTell)}</p>
      <Trouble account={account} />
    </section>
  );
}

function Until({ at }: { readonly at: number }) {
  const now = useNow('minute');
  return (
    <span className="standing-until">
      {at > now ? detailWords.expiresAt('') : detailWords.expiredAt('')}
      <Moment at={at} />
    </span>
  );
}

/** The unit after the figures, as long as there is time left. */
function Left({ until }: { readonly until: number }) {
  const now = useNow('minute');
  if (until <= now) return null;
  return (
    <span className="unit" aria-hidden="true">
      {detailWords.left}
    </span>
  );
}

function Trouble({ account }: { readonly account: AccountView }) {
  const { go, signIns } = useTokendeck();
  const busy = useAppState((state) => isUnderway(state, account.id, 'sign_in'));
  const now = useNow('minute');
  const { status } = account;
  const possible = useAppState((state) => maySignInAgain(state, account.id));
  const signIn = !possible ? (
    <Button
      look="primary"
      icon={<Import aria-hidden="true" size={16} />}
      onPress={() => go.importToken(account.providerId)}
    >
      {detailWords.importAnother}
    </Button>
  ) : (
    <Button
      id={paneIds.signInAgain}
      look="primary"
      isPending={busy}
      icon={<LogIn aria-hidden="true" size={16} />}
      onPress={() => void signIns.again(account.id)}
    >
      {detailWords.signInAgain}
    </Button>
  );
  switch (status.kind) {
    case 'sign_in_again':
      return <ErrorNote error={status.error} actions={signIn} />;
    case 'failing':
      return (
        <ErrorNote
          error={status.error}
          tone="soon"
          more={detailWords.retryAt(fromNow(status.retryAt, now))}
        />
      );
    case 'expired':
      return status.refreshable ? null : <div className="standing-actions">{signIn}</div>;
    case 'valid':
    case 'expiring':
    case 'refreshing':
    case 'unknown_expiry':
      return null;
  }
}
