// Window. Deleting a definition of one's own: asks first.
import { useState } from 'react';
import type { ErrorView, ProviderView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Modal } from '../components/modal.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';
import { defineWords } from '../text/define.ts';

export function RemoveProvider({ provider }: { readonly provider: ProviderView }) {
  const { go, providers } = useTokendeck();
  const [error, setError] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  async function remove(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setError(await providers.remove(provider));
    setAsking(false);
  }

  return (
    <Modal title={defineWords.removeTitle(provider.name)} onClose={go.closeDialog} isAlert>
      <p>{defineWords.removeWhat}</p>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      <div className="dialog-actions">
        <Button onPress={go.closeDialog} autoFocus>
          {common.cancel}
        </Button>
        <Button look="danger" isPending={asking} onPress={() => void remove()}>
          {defineWords.remove}
        </Button>
      </div>
    </Modal>
  );
}
