// Window. The dialog that gives an account another name.
import { type FormEvent, useState } from 'react';
import type { AccountView, ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Field } from '../components/field.tsx';
import { Modal } from '../components/modal.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';
import { labelLength, renameWords } from '../text/detail.ts';

export function RenameAccount({ account }: { readonly account: AccountView }) {
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
