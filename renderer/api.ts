// Window. The only file that names the bridge which the preload script exposes.
import type { Bridge } from '../preload/contract.ts';

declare global {
  interface Window {
    readonly tokendeck?: Bridge;
  }
}

/** The main process as this window may ask it; undefined when the preload script did not run. */
export const bridge: Bridge | undefined = window.tokendeck;
