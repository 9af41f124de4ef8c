// Window. What can be done from the command palette just now, and doing it.
import type { AccountView, CopyFormat } from '../../preload/contract.ts';
import { type AppState, detailFor, settingsSections } from '../state/app-state.ts';
import type { AccountHit, Verb } from '../state/palette.ts';
import type { Tokendeck } from '../state/tokendeck.ts';
import { listWords } from '../text/list.ts';
import type { ActionId } from '../text/palette.ts';
import { settingsWords } from '../text/settings.ts';
import { undoRemoval } from './undo.ts';

const formats: Partial<Record<Verb, CopyFormat>> = {
  copy_token: 'token',
  copy_header: 'header',
  copy_curl: 'curl',
  copy_env: 'env',
  copy_json: 'json',
};

/** What makes sense for the account as it is. */
export function isVerbPossible(state: AppState, verb: Verb, account: AccountView): boolean {
  const { pinned, copyFormat } = account.preferences;
  switch (verb) {
    case 'refresh':
      return account.renewal !== 'none' && account.status.kind !== 'sign_in_again';
    case 'sign_in':
      return detailFor(state, account.id)?.can.signInAgain !== false;
    case 'pin':
      return !pinned;
    case 'unpin':
      return pinned;
    default:
      // Copying in the form chosen for the account is a verb of its own.
      return formats[verb] !== copyFormat;
  }
}

/** The palette is closed by now, and the focus is where it was before. */
export function runVerb(tokendeck: Tokendeck, { account, verb }: AccountHit): void {
  const { accounts, go, signIns } = tokendeck;
  const { id } = account;
  switch (verb) {
    case 'copy':
      void accounts.copy(id);
      return;
    case 'show':
      go.want(id);
      return;
    case 'refresh':
      void accounts.refresh(id);
      return;
    case 'sign_in':
      go.select(id);
      void signIns.again(id);
      return;
    case 'pin':
    case 'unpin':
      void accounts.prefer(id, { pinned: verb === 'pin' });
      return;
    case 'rename':
    case 'remove':
      go.want(id);
      go.openDialog({ kind: verb, account });
      return;
    default:
      void accounts.copy(id, formats[verb]);
  }
}

export function isActionPossible({ app, leaving }: AppState, action: ActionId): boolean {
  const { groupByProvider, sortBy, theme } = app.settings;
  switch (action) {
    case 'undo':
      return leaving.length > 0;
    case 'group':
      return !groupByProvider;
    case 'ungroup':
      return groupByProvider;
    case 'sort_recent':
      return sortBy !== 'recent';
    case 'sort_name':
      return sortBy !== 'name';
    default:
      return action !== `theme_${theme}`;
  }
}

export function runAction(tokendeck: Tokendeck, action: ActionId): void {
  const { go, settings, toasts, vault, works } = tokendeck;

  function set(changes: Parameters<typeof settings.change>[0], said: string): void {
    void settings.change(changes, said).then((error) => {
      if (error !== undefined) toasts.show(error.what);
    });
  }

  switch (action) {
    case 'undo':
      undoRemoval(tokendeck);
      return;
    case 'add':
      go.add();
      return;
    case 'import_token':
      go.importToken();
      return;
    case 'define_provider':
      go.defineProvider();
      return;
    case 'refresh_all':
      void works.refreshAll();
      return;
    case 'lock':
      void vault.lock();
      return;
    case 'settings':
      go.settings();
      return;
    case 'theme_system':
    case 'theme_light':
    case 'theme_dark': {
      const theme = (['system', 'light', 'dark'] as const).find((one) => action === `theme_${one}`);
      if (theme !== undefined) {
        set({ theme }, settingsWords.chosen(settingsWords.theme, settingsWords.themes[theme]));
      }
      return;
    }
    case 'group':
    case 'ungroup':
      set(
        { groupByProvider: action === 'group' },
        action === 'group' ? listWords.grouped : listWords.notGrouped,
      );
      return;
    case 'sort_recent':
    case 'sort_name': {
      const sortBy = action === 'sort_recent' ? 'recent' : 'name';
      set({ sortBy }, listWords.sorted[sortBy]);
      return;
    }
    case 'export':
    case 'import':
      go.openDialog({ kind: action });
      return;
    case 'help':
      go.openDialog({ kind: 'shortcuts' });
      return;
    default: {
      const section = settingsSections.find((one) => action === `settings_${one}`);
      if (section !== undefined) go.settings(section);
    }
  }
}
