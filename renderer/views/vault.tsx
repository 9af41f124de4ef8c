// Window. The vault does not open by itself: asks for the passphrase, or says what is wrong with keychain or file.
import { KeyRound, LockKeyhole, RotateCw } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { passphraseLength, vaultWords } from '../text/vault.ts';

function VaultCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
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

export function Unlock({ error }: { readonly error: ErrorView | undefined }) {
  const { vault } = useTokendeck();
  const field = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failed, setFailed] = useState<ErrorView>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const passphrase = takeSecret(field);
    setMissing(passphrase === '');
    field.current?.focus();
    if (passphrase === '' || asking) return;
    setAsking(true);
    setFailed(await vault.unlock(passphrase));
    setAsking(false);
  }

  const shown = failed ?? error;
  return (
    <VaultCard title={vaultWords.lockedTitle}>
      <p>{vaultWords.lockedWhat}</p>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <SecretField
          label={vaultWords.passphrase}
          inputRef={field}
          maxLength={1024}
          autoFocus
          error={missing ? vaultWords.missing : undefined}
        />
        {shown !== undefined && !asking && <ErrorNote error={shown} isAlert />}
        <div className="card-actions">
          <Button look="primary" type="submit" isPending={asking}>
            {asking ? vaultWords.unlocking : vaultWords.unlock}
          </Button>
        </div>
      </form>
    </VaultCard>
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
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<'too_short' | 'not_same'>();
  const [failed, setFailed] = useState<ErrorView>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    const passphrase = takeSecret(first);
    const repeated = takeSecret(second);
    const judged =
      passphrase.length < passphraseLength ? 'too_short' : passphrase === repeated ? undefined : 'not_same';
    setWrong(judged);
    if (judged !== undefined) {
      first.current?.focus();
      return;
    }
    setAsking(true);
    setFailed(await vault.choosePassphrase(passphrase));
    setAsking(false);
  }

  return (
    <form className="form divided" onSubmit={(event) => void submit(event)}>
      <h2>{vaultWords.orPassphrase}</h2>
      <p>{vaultWords.orPassphraseWhat}</p>
      <SecretField
        label={vaultWords.newPassphrase}
        hint={vaultWords.newPassphraseHint}
        inputRef={first}
        maxLength={1024}
        error={wrong === 'too_short' ? vaultWords.tooShort : undefined}
      />
      <SecretField
        label={vaultWords.repeat}
        inputRef={second}
        maxLength={1024}
        error={wrong === 'not_same' ? vaultWords.notSame : undefined}
      />
      {failed !== undefined && <ErrorNote error={failed} isAlert />}
      <div className="card-actions">
        <Button type="submit" isPending={asking} icon={<KeyRound aria-hidden="true" size={14} />}>
          {asking ? vaultWords.sealing : vaultWords.usePassphrase}
        </Button>
      </div>
    </form>
  );
}
