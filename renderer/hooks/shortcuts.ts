// Window. Turns keys into actions, by the list in text/shortcuts.ts.
import { useEffect } from 'react';
import { selectedAccount } from '../state/app-state.ts';
import type { Tokendeck } from '../state/tokendeck.ts';
import { isMac, type Shortcut, type ShortcutId, shortcuts } from '../text/shortcuts.ts';
import { focusDetail, focusList, focusSearch, isInList, nextPane, paneIds, rowIdOf } from './panes.ts';
import { useTokendeck } from './tokendeck.ts';

/** While one of these is open, keys belong to it. */
const overlays = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** As long as the list's own type-ahead waits for the next letter. */
const typeAheadPause = 1000;

/** Listens for the whole window as long as the component is there. */
export function useShortcuts(): void {
  const tokendeck = useTokendeck();
  useEffect(() => {
    let letterAt = Number.NEGATIVE_INFINITY;

    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || document.querySelector(overlays) !== null) {
        return;
      }
      const inList = isInList(event.target);
      const searching = inList && event.timeStamp - letterAt < typeAheadPause;
      const shortcut = searching ? undefined : shortcuts.find((one) => matches(one, event, inList));
      if (shortcut !== undefined && perform(shortcut.id, tokendeck, event.target)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (inList && event.key.length === 1 && !event.ctrlKey && !event.metaKey) letterAt = event.timeStamp;
    }

    // Before the list's type-ahead, which would take letters for itself.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [tokendeck]);
}

function matches(shortcut: Shortcut, event: KeyboardEvent, inList: boolean): boolean {
  if (shortcut.scope === 'list' && !inList) return false;
  if (event.altKey || (isMac ? event.ctrlKey : event.metaKey)) return false;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const typing = isTyping(event.target);
  return shortcut.chords.some((chord) => {
    if (chord.mod !== mod || chord.key !== key) return false;
    if (!typing) return true;
    return shortcut.scope === 'anywhere' && (chord.mod || chord.key.length > 1);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'))
  );
}

/** Does what the shortcut says; false where there is nothing to do, so that the key keeps its ordinary meaning. */
function perform(id: ShortcutId, tokendeck: Tokendeck, target: EventTarget | null): boolean {
  const { accounts, go, store } = tokendeck;
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
      void accounts.copy(account.id, 'token');
      return true;
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
function shows(state: ReturnType<Tokendeck['store']['get']>): boolean {
  return state.app.vault.kind === 'open' && state.panel.kind === 'account';
}

function close({ go, signIns, store }: Tokendeck, target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === 'search') {
    // A search field empties itself first.
    if (target.value !== '') return false;
    if (target.id === paneIds.search) return focusList();
  }
  const { app, flows, panel, pane, search } = store.get();
  if (app.vault.kind !== 'open') return false;
  const flow = panel.kind === 'sign_in' ? flows.get(panel.signInId) : undefined;
  if (flow?.view.kind === 'failed' && !isInList(target)) {
    signIns.dismiss(flow.view.id);
    if (flow.purpose.kind === 'again') requestAnimationFrame(focusList);
    return true;
  }
  if (search !== '' && isInList(target)) go.search('');
  else if (panel.kind !== 'account' || pane === 'panel') {
    go.back();
    requestAnimationFrame(focusList);
  } else focusList();
  return true;
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button') !== null;
}

function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== '';
}
