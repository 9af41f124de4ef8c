// Window. Does what a shortcut says.
import { type AppState, selectedAccount } from '../state/app-state.ts';
import type { Tokendeck } from '../state/tokendeck.ts';
import type { ShortcutId } from '../text/shortcuts.ts';
import {
  focusDetail,
  focusList,
  focusRow,
  focusSearch,
  focusSignInAgain,
  isInList,
  nextPane,
  paneIds,
  rowIdOf,
} from './panes.ts';
import { undoRemoval } from './undo.ts';

/** Does what the shortcut says; false where there is nothing to do, so that the key keeps its ordinary meaning. */
export function perform(id: ShortcutId, tokendeck: Tokendeck, target: EventTarget | null): boolean {
  const { accounts, go, store, vault, works } = tokendeck;
  const state = store.get();
  const ready = state.app.vault.kind === 'open';
  const account = selectedAccount(state);
  switch (id) {
    case 'help':
      go.openDialog({ kind: 'shortcuts' });
      return true;
    case 'next_pane':
      nextPane();
      return true;
    case 'search':
      if (ready) go.showList();
      return ready && focusSearch();
    case 'add':
      if (ready) go.add();
      return ready;
    case 'settings':
      if (ready) go.settings();
      return ready;
    case 'lock':
      if (ready) void vault.lock();
      return ready;
    case 'close':
      return close(tokendeck, target);
    case 'open':
      if (account === undefined || isButton(target)) return false;
      go.select(rowIdOf(target) ?? account.id);
      go.openAccount();
      requestAnimationFrame(focusDetail);
      return true;
    case 'copy_token':
      if (account === undefined || !shows(state) || hasSelectedText()) return false;
      void accounts.copy(account.id);
      return true;
    case 'copy_header':
      if (account === undefined || !shows(state)) return false;
      void accounts.copy(account.id, 'header');
      return true;
    case 'pin':
      if (account === undefined || !shows(state)) return false;
      void accounts.prefer(account.id, { pinned: !account.preferences.pinned });
      return true;
    case 'undo':
      return ready && undoRemoval(tokendeck);
    case 'palette':
      if (ready) go.openDialog({ kind: 'palette' });
      return ready;
    case 'refresh_all':
      if (ready) void works.refreshAll();
      return ready;
    case 'refresh':
      if (account === undefined || !shows(state)) return false;
      void accounts.refresh(account.id);
      return true;
    case 'rename':
      if (account === undefined || !shows(state)) return false;
      go.openDialog({ kind: 'rename', account });
      return true;
    case 'remove':
      if (account === undefined || !shows(state)) return false;
      go.openDialog({ kind: 'remove', account });
      return true;
  }
}

/** Whether the selected account is what the window is about just now. */
function shows(state: AppState): boolean {
  return state.app.vault.kind === 'open' && state.panel.kind === 'account';
}

function close({ go, signIns, store }: Tokendeck, target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === 'search') {
    // A search field empties itself first.
    if (target.value !== '') return false;
    if (target.id === paneIds.search) return focusList();
  }
  const { app, flows, panel, pane, search, selectedId } = store.get();
  if (app.vault.kind !== 'open') return false;
  const flow = panel.kind === 'sign_in' ? flows.get(panel.signInId) : undefined;
  if (flow?.view.kind === 'failed' && !isInList(target)) {
    signIns.dismiss(flow.view.id);
    if (flow.purpose.kind === 'again') focusSignInAgain();
    return true;
  }
  if (search !== '' && isInList(target)) go.search('');
  else if (panel.kind !== 'account' || pane === 'panel') {
    go.back();
    if (panel.kind === 'account' && selectedId !== undefined) focusRow(selectedId);
    else requestAnimationFrame(focusList);
  } else focusList();
  return true;
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button') !== null;
}

function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== '';
}
