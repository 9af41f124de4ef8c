// Window. Once the vault is unlocked the keyboard goes on in the list.
import { useEffect, useRef } from 'react';
import { focusList } from './panes.ts';
import { useAppState } from './tokendeck.ts';

/** For the part of the window that stays while the vault is locked and unlocked. */
export function useFocusAfterUnlock(): void {
  const kind = useAppState((state) => state.app.vault.kind);
  const before = useRef(kind);
  useEffect(() => {
    if (before.current === 'locked' && kind === 'open') requestAnimationFrame(focusList);
    before.current = kind;
  }, [kind]);
}
