// Window. Brings what has just appeared into sight, as far as it is out of it.
import { type RefObject, useEffect } from 'react';

export function useSeen(place: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    if (wanted) place.current?.scrollIntoView({ block: 'nearest' });
  }, [place, wanted]);
}
