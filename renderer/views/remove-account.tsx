// Window. The question before an account is removed. It can be undone for a moment afterwards.
import { useState } from 'react';
import type { AccountView, ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Check } from '../components/choices.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Modal } from '../components/modal.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { detailFor } from '../state/app-state.ts';
import { common } from '../text/common.ts';
import { removeWords } from '../text/removal.ts';

export function RemoveAccount({ account }: { readonly account: AccountView }) {
  const { go, removals } = useTokendeck();
  const cannotRevoke = useAppState((state) => detailFor(state, account.id)?.can.revoke === false);
  const [revoke, setRevoke] = useState(true);
  const [error, setError] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  async function remove(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setError(await removals.remove(account, revoke && !cannotRevoke));
    setAsking(false);
  }

  return (
    <Modal title={removeWords.title(account.label)} onClose={go.closeDialog} isAlert>
      <p>{removeWords.what}</p>
      {cannotRevoke ? (
        <p>{removeWords.cannotRevoke(account.providerName)}</p>
      ) : (
        <Check
          label={removeWords.revoke(account.providerName)}
          hint={revoke ? removeWords.revokeHint : removeWords.keep}
          isSelected={revoke}
          onChange={setRevoke}
        />
      )}
      {error !== undefined && <ErrorNote error={error} isAlert />}
      <div className="dialog-actions">
        <Button onPress={go.closeDialog} autoFocus>
          {common.cancel}
        </Button>
        <Button look="danger" isPending={asking} onPress={() => void remove()}>
          {asking ? removeWords.removing : removeWords.remove}
        </Button>
      </div>
    </Modal>
  );
}
