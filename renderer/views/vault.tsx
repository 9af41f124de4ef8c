// Window. The vault cannot be opened: says what is wrong with keychain or file, and what can be done.
import { KeyRound, LockKeyhole, RotateCw } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../components/new-passphrase.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { vaultWords } from '../text/vault.ts';

export function VaultCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="stage">
      <div className="card">
        <LockKeyhole className="card-shape" aria-hidden="true" size={28} strokeWidth={1.5} />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

interface KeychainMissingProps {
  readonly error: ErrorView;
  readonly mayChoosePassphrase: boolean;
}

export function KeychainMissing({ error, mayChoosePassphrase }: KeychainMissingProps) {
  return (
    <VaultCard title={vaultWords.keychainTitle}>
      <p>{vaultWords.keychainWhat}</p>
      <ErrorNote error={error} actions={<Retry />} />
      {mayChoosePassphrase && <ChoosePassphrase />}
    </VaultCard>
  );
}

export function VaultFailed({ error }: { readonly error: ErrorView }) {
  return (
    <VaultCard title={vaultWords.failedTitle}>
      <ErrorNote error={error} actions={<Retry />} />
    </VaultCard>
  );
}

function Retry() {
  const { vault, toasts } = useTokendeck();
  const [asking, setAsking] = useState(false);

  async function retry(): Promise<void> {
    if (asking) return;
    setAsking(true);
    const error = await vault.retry();
    if (error !== undefined) toasts.show(error.what);
    setAsking(false);
  }

  return (
    <Button
      look="primary"
      autoFocus
      isPending={asking}
      icon={<RotateCw aria-hidden="true" size={14} />}
      onPress={() => void retry()}
    >
      {asking ? vaultWords.retrying : vaultWords.retry}
    </Button>
  );
}

function ChoosePassphrase() {
  const { vault } = useTokendeck();
  const passphrase = useNewPassphrase();
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<ErrorView>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    const entered = passphrase.take();
    if (entered === undefined) return;
    setAsking(true);
    setFailed(await vault.choosePassphrase(entered));
    setAsking(false);
  }

  return (
    <form className="form divided" onSubmit={(event) => void submit(event)}>
      <h2>{vaultWords.orPassphrase}</h2>
      <p>{vaultWords.orPassphraseWhat}</p>
      <NewPassphraseFields passphrase={passphrase} label={vaultWords.newPassphrase} />
      {failed !== undefined && <ErrorNote error={failed} isAlert />}
      <div className="card-actions">
        <Button type="submit" isPending={asking} icon={<KeyRound aria-hidden="true" size={14} />}>
          {asking ? vaultWords.sealing : vaultWords.usePassphrase}
        </Button>
      </div>
    </form>
  );
}
