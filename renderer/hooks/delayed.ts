// Window. Waits before something is shown, so that what is over at once does not flicker.
import { useEffect, useState } from 'react';

/** False for the first `wait` milliseconds after the component appeared, then true. */
export function useDelayed(wait: number): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setDue(true), wait);
    return () => window.clearTimeout(timer);
  }, [wait]);
  return due;
}
