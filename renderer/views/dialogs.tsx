// Window. The dialogs, one at a time.
import { useAppState } from '../hooks/tokendeck.ts';
import { ChangeKey } from './change-key.tsx';
import { Palette } from './palette.tsx';
import { RemoveAccount } from './remove-account.tsx';
import { RemoveProvider } from './remove-provider.tsx';
import { RenameAccount } from './rename-account.tsx';
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
      return <RenameAccount account={dialog.account} />;
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
