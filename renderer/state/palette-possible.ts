// Window. What makes sense in the command palette as things are. Pure.
import type { AccountView, CopyFormat } from '../../preload/contract.ts';
import { type AppState, detailFor, maySignInAgain } from './app-state.ts';
import type { ActionId, Verb } from './palette.ts';

/** The form in which a verb copies, where it says one. */
export const copyFormatOf: Partial<Record<Verb, CopyFormat>> = {
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
      return maySignInAgain(state, account.id);
    case 'pin':
      return !pinned;
    case 'unpin':
      return pinned;
    case 'keep_fresh':
      return account.renewal !== 'none' && !account.autoRefresh;
    case 'let_run_out':
      return account.renewal !== 'none' && account.autoRefresh;
    case 'revoke':
      // Only of the selected account it is known that its provider has no way to.
      return detailFor(state, account.id)?.can.revoke !== false;
    default:
      // Copying in the form chosen for the account is a verb of its own.
      return copyFormatOf[verb] !== copyFormat;
  }
}

export function isActionPossible({ app, leaving }: AppState, action: ActionId, now: number): boolean {
  const { groupByProvider, notifyPausedUntil, sortBy, theme } = app.settings;
  switch (action) {
    case 'undo':
      return leaving.length > 0;
    case 'pause_hour':
    case 'pause_tomorrow':
      return app.desktop.notifications && notifyPausedUntil <= now;
    case 'resume':
      return app.desktop.notifications && notifyPausedUntil > now;
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
