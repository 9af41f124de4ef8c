// Window. A new key for the vault: in the system's keychain, or under a passphrase.
import { type FormEvent, useRef, useState } from 'react';
import type { VaultView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Radios } from '../components/choices.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Modal } from '../components/modal.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../components/new-passphrase.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useBegunWork } from '../hooks/begun-work.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';
import { changeKeyWords } from '../text/transfer.ts';
import { vaultWords } from '../text/vault.ts';

type Place = Extract<VaultView, { kind: 'open' }>['secretsKeptIn'];

export function ChangeKey() {
  const { works } = useTokendeck();
  const before = useAppState(({ app }) => (app.vault.kind === 'open' ? app.vault.secretsKeptIn : 'system'));
  const [to, setTo] = useState<Place>(before);
  const [missing, setMissing] = useState(false);
  const current = useRef<HTMLInputElement>(null);
  const passphrase = useNewPassphrase();
  const { begin, close, error, isBusy } = useBegunWork();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isBusy) return;
    // All fields are emptied, whichever of them is wrong.
    const entered = to === 'passphrase' ? passphrase.take() : '';
    const old = before === 'passphrase' ? takeSecret(current) : '';
    const isMissing = before === 'passphrase' && old === '';
    setMissing(isMissing);
    if (before === 'passphrase') current.current?.focus();
    if (entered !== undefined && !isMissing) void begin(() => works.changeKey(to, entered, old));
  }

  return (
    <Modal title={changeKeyWords.title} onClose={close} isWide>
      <p>{changeKeyWords.what}</p>
      <form className="form" noValidate onSubmit={submit}>
        {before === 'passphrase' && (
          <SecretField
            label={changeKeyWords.current}
            inputRef={current}
            maxLength={1024}
            autoFocus
            error={missing ? vaultWords.missing : undefined}
          />
        )}
        <Radios
          label={changeKeyWords.where}
          choices={[
            { value: 'system', label: changeKeyWords.system, hint: changeKeyWords.systemHint },
            { value: 'passphrase', label: changeKeyWords.passphrase, hint: changeKeyWords.passphraseHint },
          ]}
          value={to}
          onChange={setTo}
        />
        {to === 'passphrase' && (
          <NewPassphraseFields passphrase={passphrase} label={vaultWords.newPassphrase} />
        )}
        {error !== undefined && !isBusy && <ErrorNote error={error} isAlert />}
        <div className="dialog-actions">
          <Button onPress={close}>{common.cancel}</Button>
          <Button look="primary" type="submit" isPending={isBusy}>
            {isBusy ? changeKeyWords.submitting : changeKeyWords.submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
