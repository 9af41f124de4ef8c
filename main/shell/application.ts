// Main process. Wires vault, accounts, sign-ins and clipboard to the window's channels and events. Names nothing of
// Electron, so that it also runs, and is tested, under plain Node.
import type { EventName, Events } from '../../preload/contract.ts';
import type { KeychainChoice, Services } from '../compose.ts';
import type { SignIn } from '../core/accounts/sign-in.ts';
import type { Browser } from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import { type AccountNews, gatherAccountNews } from './account-news.ts';
import { readApp } from './app-reader.ts';
import type { TokenClipboard } from './clipboard.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import type { Offers } from './offers.ts';
import { createSignIns } from './sign-ins.ts';
import { createVaultSession } from './vault-session.ts';
import { signInView } from './view-model.ts';

export interface ApplicationParts {
  readonly version: string;
  readonly offers: Offers;
  readonly clipboard: TokenClipboard;
  /** For pages that the window asks for; sign-ins have the same one by way of `openServices`. */
  readonly browser: Browser;
  readonly openServices: (choice: KeychainChoice) => Promise<Result<Services>>;
  readonly isVaultNew: () => Promise<boolean>;
  readonly notices: () => readonly string[];
  readonly send: <E extends EventName>(name: E, value: Events[E]) => void;
}

export interface Application {
  readonly handlers: Handlers;
  /** Opens the vault; what stands in the way is told to the window. */
  open(): Promise<void>;
  /** Looks at all due times anew: after sleep. */
  wake(): void;
  /** Takes a token off the clipboard, ends sign-ins, waits for requests under way and closes the vault. */
  stop(): Promise<void>;
}

export function createApplication(parts: ApplicationParts): Application {
  const { send, offers, clipboard, browser } = parts;
  const signIns = createSignIns();
  let news: AccountNews | undefined;

  const vault = createVaultSession({
    openServices: parts.openServices,
    isVaultNew: parts.isVaultNew,
    onChange: (view) => send('vaultChanged', view),
    onOpened: ({ accounts }) => {
      news = gatherAccountNews(accounts, (value) => send('accountsChanged', value));
      accounts.startKeepingFresh();
    },
  });

  function tellSignIn(signIn: SignIn): void {
    // The window must know the account before it hears that its sign-in is done.
    if (signIn.state.kind === 'done') news?.flush();
    send('signInChanged', signInView(signIn));
  }

  return {
    handlers: createHandlers({
      vault,
      signIns,
      offers,
      clipboard,
      browser,
      readApp: () => readApp({ version: parts.version, vault, offers, notices: parts.notices }),
      onSignInChange: tellSignIn,
    }),
    async open() {
      await vault.open();
    },
    wake() {
      const accounts = vault.accounts();
      if (accounts.ok) accounts.value.wake();
    },
    async stop() {
      news?.stop();
      await clipboard.clearIfOurs();
      await vault.close();
    },
  };
}
