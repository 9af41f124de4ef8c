// Window. What the list has told screen readers stays in the page for some seconds, with the names of accounts in it.
import { useLayoutEffect } from 'react';

/** React Aria's own live region; it has no way of its own to empty it early. */
const said = '[data-live-announcer] [role="log"]';

/** Takes it out of the page as soon as the component is there. */
export function useForgetSaid(): void {
  useLayoutEffect(() => {
    for (const log of document.querySelectorAll(said)) log.replaceChildren();
  }, []);
}
