// Window. The dialogs, one at a time; and the one that gives an account another name.
import { type FormEvent, useState } from 'react';
import type { AccountView, ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Field } from '../components/field.tsx';
import { Modal } from '../components/modal.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';
import { labelLength, renameWords } from '../text/detail.ts';
import { ChangeKey } from './change-key.tsx';
import { Palette } from './palette.tsx';
import { RemoveAccount } from './remove-account.tsx';
import { RemoveProvider } from './remove-provider.tsx';
import { ReplaceSecret } from './replace-secret.tsx';
import { NotRevoked, Revoke } from './revoke.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { Export, Import } from './transfer.tsx';

export function Dialogs() {
  const dialog = useAppState((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'rename':
      return <Rename account={dialog.account} />;
    case 'remove':
      return <RemoveAccount account={dialog.account} />;
    case 'revoke':
      return <Revoke account={dialog.account} />;
    case 'not_revoked':
      return <NotRevoked account={dialog.account} removal={dialog.removal} />;
    case 'replace_secret':
      return <ReplaceSecret account={dialog.account} clientKey={dialog.clientKey} />;
    case 'remove_provider':
      return <RemoveProvider provider={dialog.provider} />;
    case 'export':
      return <Export />;
    case 'import':
      return <Import />;
    case 'change_key':
      return <ChangeKey />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'palette':
      return <Palette />;
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
