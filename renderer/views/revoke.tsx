// Window. Taking the tokens back at the provider: asks first, and says honestly what became of it.
import { useState } from 'react';
import type { AccountView, ErrorView, RemovalView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Modal } from '../components/modal.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { maySignInAgain } from '../state/app-state.ts';
import { common } from '../text/common.ts';
import { notRevokedSentence, revokeWords } from '../text/removal.ts';

export function Revoke({ account }: { readonly account: AccountView }) {
  const { go, tokens } = useTokendeck();
  const possible = useAppState((state) => maySignInAgain(state, account.id));
  const [error, setError] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  async function revoke(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setError(await tokens.revoke(account));
    setAsking(false);
  }

  return (
    <Modal title={revokeWords.title(account.label)} onClose={go.closeDialog} isAlert>
      <p>{revokeWords.what(account.providerName)}</p>
      <p>{possible ? revokeWords.stays : revokeWords.gone}</p>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      <div className="dialog-actions">
        <Button onPress={go.closeDialog} autoFocus>
          {common.cancel}
        </Button>
        <Button look="danger" isPending={asking} onPress={() => void revoke()}>
          {asking ? revokeWords.revoking : revokeWords.revoke}
        </Button>
      </div>
    </Modal>
  );
}

interface NotRevokedProps {
  readonly account: AccountView;
  readonly removal: RemovalView;
}

export function NotRevoked({ account, removal }: NotRevokedProps) {
  const { go } = useTokendeck();
  return (
    <Modal title={revokeWords.doneTitle(account.label)} onClose={go.closeDialog}>
      <p>{notRevokedSentence(account, removal)}</p>
      {removal.error !== undefined && <ErrorNote error={removal.error} tone="soon" />}
      <div className="dialog-actions">
        <Button look="primary" onPress={go.closeDialog} autoFocus>
          {common.close}
        </Button>
      </div>
    </Modal>
  );
}
