// Window. The dialogs: rename, remove, what became of the tokens, and the sheet of shortcuts.
import { type FormEvent, useState } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { Text } from 'react-aria-components/Text';
import type { AccountView, ErrorView, RemovalView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Field } from '../components/field.tsx';
import { Modal } from '../components/modal.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';
import { labelLength, removedSentence, removeWords, renameWords } from '../text/detail.ts';
import { RemoveProvider } from './remove-provider.tsx';
import { ReplaceSecret } from './replace-secret.tsx';
import { NotRevoked, Revoke } from './revoke.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

export function Dialogs() {
  const dialog = useAppState((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'rename':
      return <Rename account={dialog.account} />;
    case 'remove':
      return <Remove account={dialog.account} />;
    case 'removed':
      return <Removed account={dialog.account} removal={dialog.removal} />;
    case 'revoke':
      return <Revoke account={dialog.account} />;
    case 'not_revoked':
      return <NotRevoked account={dialog.account} removal={dialog.removal} />;
    case 'replace_secret':
      return <ReplaceSecret account={dialog.account} clientKey={dialog.clientKey} />;
    case 'remove_provider':
      return <RemoveProvider provider={dialog.provider} />;
    case 'shortcuts':
      return <ShortcutSheet />;
  }
}

function Rename({ account }: { readonly account: AccountView }) {
  const { accounts, go } = useTokendeck();
  const [label, setLabel] = useState(account.label);
  const [error, setError] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    setAsking(true);
    const failed = await accounts.rename(account.id, label.trim());
    setAsking(false);
    setError(failed);
    if (failed === undefined) go.closeDialog();
  }

  return (
    <Modal title={renameWords.title} onClose={go.closeDialog}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field
          label={renameWords.label}
          hint={renameWords.hint}
          error={error === undefined ? undefined : `${error.what} ${error.remedy}`}
          value={label}
          onChange={setLabel}
          maxLength={labelLength}
          autoFocus
        />
        <div className="dialog-actions">
          <Button onPress={go.closeDialog}>{common.cancel}</Button>
          <Button look="primary" type="submit" isPending={asking}>
            {renameWords.save}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Remove({ account }: { readonly account: AccountView }) {
  const { accounts, go } = useTokendeck();
  const [revoke, setRevoke] = useState(true);
  const [error, setError] = useState<ErrorView>();
  const [asking, setAsking] = useState(false);

  async function remove(): Promise<void> {
    if (asking) return;
    setAsking(true);
    setError(await accounts.remove(account, revoke));
    setAsking(false);
  }

  return (
    <Modal title={removeWords.title(account.label)} onClose={go.closeDialog} isAlert>
      <p>{removeWords.what}</p>
      <CheckboxField className="check-field" isSelected={revoke} onChange={setRevoke}>
        <CheckboxButton className="check">
          <span className="check-box" aria-hidden="true" />
          {removeWords.revoke(account.providerName)}
        </CheckboxButton>
        <Text slot="description" className="hint">
          {revoke ? removeWords.revokeHint : removeWords.keep}
        </Text>
      </CheckboxField>
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

interface RemovedProps {
  readonly account: AccountView;
  readonly removal: RemovalView;
}

function Removed({ account, removal }: RemovedProps) {
  const { go } = useTokendeck();
  return (
    <Modal title={removeWords.doneTitle(account.label)} onClose={go.closeDialog}>
      <p>{removedSentence(account, removal)}</p>
      {removal.error !== undefined && <ErrorNote error={removal.error} tone="soon" />}
      <div className="dialog-actions">
        <Button look="primary" onPress={go.closeDialog} autoFocus>
          {removeWords.understood}
        </Button>
      </div>
    </Modal>
  );
}
