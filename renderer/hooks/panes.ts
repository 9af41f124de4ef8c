// Window. Moves the keyboard's focus between the search, the list and the right pane.

export const paneIds = {
  search: 'search-field',
  list: 'account-list',
  sideTitle: 'side-title',
  panel: 'panel',
  panelTitle: 'panel-title',
  firstAction: 'first-action',
  signInAgain: 'sign-in-again',
  more: 'more-actions',
} as const;

export function isInList(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`#${paneIds.list}`) !== null;
}

/** The account whose row, not a button within it, has the focus. */
export function rowIdOf(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement && target.matches(`#${paneIds.list} [role="row"]`)
    ? target.dataset['key']
    : undefined;
}

/** At once where the field can be seen, so that the very next letter goes into it. */
export function focusSearch(): boolean {
  const field = document.getElementById(paneIds.search);
  if (!(field instanceof HTMLInputElement)) return false;
  const focus = (): void => {
    field.focus();
    field.select();
  };
  // In a narrow window the list is only just being made visible.
  if (field.checkVisibility({ visibilityProperty: true })) focus();
  else requestAnimationFrame(focus);
  return true;
}

/** The selected row, or the first; where there is no account, what there is to do instead. */
export function focusList(): boolean {
  const list = document.getElementById(paneIds.list);
  const place =
    list?.querySelector<HTMLElement>('[role="row"][aria-selected="true"]') ??
    list?.querySelector<HTMLElement>('[role="row"]') ??
    document.getElementById(paneIds.firstAction);
  place?.focus();
  return place !== null;
}

/** The row of this account, as soon as the list has brought it into sight; the list where it never does. */
export function focusRow(accountId: string): void {
  let looks = 0;
  function look(): void {
    const row = document.querySelector<HTMLElement>(
      `#${paneIds.list} [role="row"][data-key="${CSS.escape(accountId)}"]`,
    );
    looks += 1;
    row?.focus();
    // In a narrow window the list is only just being made visible, and what cannot be seen takes no focus.
    if (row !== null && document.activeElement === row) return;
    if (looks < 30) requestAnimationFrame(look);
    else focusList();
  }
  requestAnimationFrame(look);
}

/** The heading of the right pane, so that reading begins there. */
export function focusDetail(): boolean {
  const title = document.getElementById(paneIds.panelTitle);
  title?.focus();
  return title !== null;
}

/** Where a sign-in of the account that is shown begins again, once one was given up. */
export function focusSignInAgain(): void {
  requestAnimationFrame(() => {
    const button = document.getElementById(paneIds.signInAgain) ?? document.getElementById(paneIds.more);
    if (button === null) focusDetail();
    else button.focus();
  });
}

/** List, right pane, search, and round again. */
export function nextPane(): void {
  const active = document.activeElement;
  if (isInList(active)) focusDetail();
  else if (document.getElementById(paneIds.panel)?.contains(active) === true) {
    if (!focusSearch()) focusDetail();
  } else if (!focusList()) focusDetail();
}
