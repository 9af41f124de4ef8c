// Window. Doing what was chosen in the command palette.
import { settingsSections } from '../state/app-state.ts';
import type { AccountHit, ActionId } from '../state/palette.ts';
import { copyFormatOf } from '../state/palette-possible.ts';
import { pauseEnd } from '../state/pause.ts';
import type { Tokendeck } from '../state/tokendeck.ts';
import { listWords } from '../text/list.ts';
import { settingsWords } from '../text/settings.ts';
import { undoRemoval } from './undo.ts';

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
    case 'keep_fresh':
    case 'let_run_out':
      void accounts.setAutoRefresh(id, verb === 'keep_fresh');
      return;
    case 'rename':
    case 'revoke':
    case 'remove':
      go.want(id);
      go.openDialog({ kind: verb, account });
      return;
    default:
      void accounts.copy(id, copyFormatOf[verb]);
  }
}

export function runAction(tokendeck: Tokendeck, action: ActionId): void {
  const { go, settings, vault, works } = tokendeck;
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
        settings.changeInPassing(
          { theme },
          settingsWords.chosen(settingsWords.theme, settingsWords.themes[theme]),
        );
      }
      return;
    }
    case 'group':
    case 'ungroup':
      settings.changeInPassing(
        { groupByProvider: action === 'group' },
        action === 'group' ? listWords.grouped : listWords.notGrouped,
      );
      return;
    case 'sort_recent':
    case 'sort_name': {
      const sortBy = action === 'sort_recent' ? 'recent' : 'name';
      settings.changeInPassing({ sortBy }, listWords.sorted[sortBy]);
      return;
    }
    case 'pause_hour':
    case 'pause_tomorrow': {
      const pause = action === 'pause_hour' ? 'hour' : 'tomorrow';
      settings.changeInPassing(
        { notifyPausedUntil: pauseEnd(pause, Date.now()) },
        settingsWords.paused[pause],
      );
      return;
    }
    case 'resume':
      settings.changeInPassing({ notifyPausedUntil: 0 }, settingsWords.resumed);
      return;
    case 'change_key':
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
