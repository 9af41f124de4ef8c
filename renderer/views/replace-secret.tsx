// Window. A new secret for a client, which keeps its accounts.
import { type FormEvent, useRef, useState } from 'react';
import type { AccountView, ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Modal } from '../components/modal.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { detailFor } from '../state/app-state.ts';
import type { Method } from '../state/form.ts';
import { common } from '../text/common.ts';
import { secretWords } from '../text/detail.ts';
import { MethodField } from './server-fields.tsx';

interface ReplaceSecretProps {
  readonly account: AccountView;
  readonly clientKey: string;
}

/** Where the provider is gone, nothing is known of what it takes. */
const allMethods: readonly Method[] = ['client_secret_basic', 'client_secret_post'];

export function ReplaceSecret({ account, clientKey }: ReplaceSecretProps) {
  const { go, tokens } = useTokendeck();
  const clientId = useAppState((state) => detailFor(state, account.id)?.clientId ?? '');
  const methods = useAppState(
    (state) =>
      state.app.providers.find(({ id }) => id === account.providerId)?.clientAuthentication ?? allMethods,
  );
  const field = useRef<HTMLInputElement>(null);
  const [method, setMethod] = useState<Method>(methods[0] ?? 'client_secret_basic');
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    const secret = takeSecret(field);
    setMissing(secret === '');
    field.current?.focus();
    if (secret === '') return;
    setAsking(true);
    setError(await tokens.replaceSecret(clientKey, secret, method));
    setAsking(false);
  }

  return (
    <Modal title={secretWords.title} onClose={go.closeDialog}>
      <p>{secretWords.what(clientId)}</p>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <SecretField
          label={secretWords.secret}
          hint={secretWords.hint}
          error={missing ? secretWords.missing : undefined}
          inputRef={field}
          maxLength={8192}
          autoFocus
        />
        <MethodField methods={methods} method={method} onChange={setMethod} />
        {error !== undefined && !asking && <ErrorNote error={error} isAlert />}
        <div className="dialog-actions">
          <Button onPress={go.closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" isPending={asking}>
            {asking ? secretWords.replacing : secretWords.replace}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
