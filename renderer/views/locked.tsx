// Window. The locked vault: why nothing happens, the way in, and where the person wishes it the names of accounts.
import { type FormEvent, useRef, useState } from 'react';
import type { ErrorView, LockedAccountView, VaultView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { useForgetSaid } from '../hooks/forget-said.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { vaultWords } from '../text/vault.ts';
import { VaultCard } from './vault.tsx';

export function Locked({ vault }: { readonly vault: Extract<VaultView, { kind: 'locked' }> }) {
  useForgetSaid();
  return (
    <VaultCard title={vaultWords.lockedTitle}>
      <p>{vaultWords.lockedWhat[vault.unlocksWith]}</p>
      <Unlock unlocksWith={vault.unlocksWith} error={vault.error} />
      {vault.accounts.length > 0 && <Names accounts={vault.accounts} />}
    </VaultCard>
  );
}

interface UnlockProps {
  readonly unlocksWith: 'system' | 'passphrase';
  readonly error: ErrorView | undefined;
}

function Unlock({ unlocksWith, error }: UnlockProps) {
  const { vault } = useTokendeck();
  const field = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failed, setFailed] = useState<ErrorView>();
  const isPassphrase = unlocksWith === 'passphrase';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    const passphrase = takeSecret(field);
    const isMissing = isPassphrase && passphrase === '';
    setMissing(isMissing);
    field.current?.focus();
    if (isMissing) return;
    setAsking(true);
    setFailed(await vault.unlock(passphrase));
    setAsking(false);
  }

  const shown = failed ?? error;
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {isPassphrase && (
        <SecretField
          label={vaultWords.passphrase}
          inputRef={field}
          maxLength={1024}
          autoFocus
          error={missing ? vaultWords.missing : undefined}
        />
      )}
      {shown !== undefined && !asking && <ErrorNote error={shown} isAlert />}
      <div className="card-actions">
        <Button look="primary" type="submit" isPending={asking} autoFocus={!isPassphrase}>
          {asking ? vaultWords.unlocking : vaultWords.unlock}
        </Button>
      </div>
    </form>
  );
}

function Names({ accounts }: { readonly accounts: readonly LockedAccountView[] }) {
  return (
    <section className="locked-accounts" aria-label={vaultWords.lockedAccounts}>
      <p className="hint">{vaultWords.lockedAccountsWhat}</p>
      <ul>
        {accounts.map(({ id, label, providerId, providerName, expiresAt }) => (
          <li className="locked-account" key={id}>
            <ProviderMark providerId={providerId} name={providerName} />
            <span className="locked-name">
              <bdi className="row-label">{label}</bdi>
              <bdi className="row-sub">{providerName}</bdi>
            </span>
            {expiresAt !== undefined && <TimeLeft until={expiresAt} isAlone />}
          </li>
        ))}
      </ul>
    </section>
  );
}
