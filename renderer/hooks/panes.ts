// Window. Moves the keyboard's focus between the search, the list and the right pane.

export const paneIds = {
  search: 'search-field',
  list: 'account-list',
  sideTitle: 'side-title',
  panel: 'panel',
  panelTitle: 'panel-title',
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

export function focusSearch(): boolean {
  // In a narrow window the list has only just been made visible.
  requestAnimationFrame(() => {
    const field = document.getElementById(paneIds.search);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  });
  return document.getElementById(paneIds.search) !== null;
}

/** The row that the list remembers, or the list itself. */
export function focusList(): boolean {
  const list = document.getElementById(paneIds.list);
  const row = list?.querySelector<HTMLElement>('[role="row"][aria-selected="true"], [role="row"]');
  (row ?? list)?.focus();
  return list !== null;
}

/** The heading of the right pane, so that reading begins there. */
export function focusDetail(): boolean {
  const title = document.getElementById(paneIds.panelTitle);
  title?.focus();
  return title !== null;
}

/** List, right pane, search, and round again. */
export function nextPane(): void {
  const active = document.activeElement;
  if (isInList(active)) focusDetail();
  else if (document.getElementById(paneIds.panel)?.contains(active) === true) {
    if (!focusSearch()) focusDetail();
  } else if (!focusList()) focusDetail();
}
