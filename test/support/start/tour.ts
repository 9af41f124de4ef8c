// Demonstration. What somebody does in the window, by the names that are written on it.
import { join } from 'node:path';
import type { Stage } from '../../e2e/stage.ts';
import type { RunningApp } from '../host/host.ts';
import type { PersonId } from '../practice-provider/people.ts';

/** Milliseconds that the window may take for one step, on a machine with much else to do. */
const patience = 30_000;

export interface Tour {
  /** Waits until the window is ready. Where it finds no keychain, the vault is sealed under the passphrase. */
  open(passphrase: string): Promise<'keychain' | 'passphrase'>;
  /** Signs in at the practice provider; the first time through its form, then through the remembered client. */
  signIn(person: PersonId): Promise<void>;
  /** Copies the access token of an account and returns what the clipboard holds. */
  copyToken(account: string): Promise<string>;
  refresh(account: string): Promise<void>;
  keepFresh(account: string, on: boolean): Promise<void>;
  /** Waits until the access token of the account, which lives so many seconds more, has run out. */
  expired(account: string, seconds: number): Promise<void>;
  /** Saves pictures of the window, light and dark. */
  picture(name: string): Promise<void>;
}

export function openTour(stage: Stage, app: RunningApp, pictures: string): Tour {
  const { page } = app;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const row = (account: string) => page.getByRole('row', { name: account }).first();
  let signedIn = 0;
  page.setDefaultTimeout(patience);

  return {
    async open(passphrase) {
      const newPassphrase = page.getByLabel('New passphrase');
      await button('Try it with Practice provider').or(newPassphrase).waitFor();
      if ((await newPassphrase.count()) === 0) return 'keychain';
      await newPassphrase.fill(passphrase);
      await page.getByLabel('Repeat it').fill(passphrase);
      await button('Seal the vault with this passphrase').click();
      await button('Try it with Practice provider').waitFor();
      return 'passphrase';
    },
    async signIn(person) {
      if (signedIn === 0) {
        await button('Try it with Practice provider').click();
        await button('Sign in in the browser').click();
      } else {
        await button('Add an account').first().click();
        await button(stage.provider.publicClientId).click();
      }
      signedIn += 1;
      await stage.person.signIn(await stage.nextAddress(), { user: person, decision: 'allow' });
      const name = stage.provider.users.find(({ id }) => id === person)?.name ?? person;
      await row(name).waitFor();
    },
    async copyToken(account) {
      await row(account).click();
      await button('Copy token').first().click();
      await page.getByText('The clipboard is cleared in').first().waitFor();
      return app.evaluate(({ clipboard }) => clipboard.readText(), undefined);
    },
    async refresh(account) {
      const before = stage.provider.rotations();
      await row(account).click();
      await button('Refresh now').click();
      while (stage.provider.rotations() === before) await page.waitForTimeout(50);
      await button('Refresh now').waitFor();
    },
    async keepFresh(account, on) {
      await row(account).click();
      const control = page.getByRole('switch', { name: /Keep fresh/ });
      if ((await control.isChecked()) !== on) await control.locator('xpath=ancestor-or-self::label').click();
    },
    async expired(account, seconds) {
      await row(account).click();
      const expired = page.getByRole('main').getByText('Expired').first();
      await expired.waitFor({ timeout: seconds * 1000 + patience });
    },
    async picture(name) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
      }
      await page.emulateMedia({ colorScheme: null });
    },
  };
}
