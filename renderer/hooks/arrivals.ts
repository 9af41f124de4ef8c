// Window. The focus follows an account that is brought up from elsewhere, or by a sign-in that is done.
import { useEffect } from 'react';
import { focusDetail } from './panes.ts';
import { useAppState, useTokendeck } from './tokendeck.ts';

export function useArrivals(): void {
  const { store } = useTokendeck();
  const arrivals = useAppState((state) => state.arrivals);
  useEffect(() => {
    if (arrivals === 0) return;
    // A dialog that was just closed first gives the focus back to where it was.
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (store.get().dialog === undefined) focusDetail();
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [arrivals, store]);
}
