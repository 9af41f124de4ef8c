// Test and demonstration. The person's own browser: a Chromium with a profile of its own, apart from the application's
// window, in which somebody signs in at the practice provider's real pages.
import { chromium, type Page } from 'playwright-core';
import { findChromium, isHeadless } from './electron/chromium.ts';
import type { PersonId } from './practice-provider/people.ts';

export interface SignInChoice {
  readonly user: PersonId;
  readonly decision: 'allow' | 'deny';
}

export interface PersonsBrowser {
  /** Opens the address, chooses the person, allows or denies; returns the text of the last page. */
  signIn(url: string, choice: SignInChoice): Promise<string>;
  /** Opens the address and returns the text of the page. */
  visit(url: string): Promise<string>;
  close(): Promise<void>;
}

const patience = 30_000;

async function choose(page: Page, { user, decision }: SignInChoice): Promise<void> {
  await page.locator(`button[name=person][value=${user}]`).click();
  await page.locator(`button[name=decision][value=${decision}]`).click();
  // The provider's pages are left for the redirect URI, which is on another port.
  await page.locator('button[name=decision]').waitFor({ state: 'detached' });
  await page.waitForLoadState();
}

/** Opens a browser with an empty profile; without a window where there is no display, or when asked. */
export async function openPersonsBrowser(
  options: { readonly headless?: boolean } = {},
): Promise<PersonsBrowser> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    headless: options.headless ?? isHeadless(),
    // Chromium’s own sandbox does not start for root, as in containers.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const context = await browser.newContext();
  context.setDefaultTimeout(patience);

  const inPage = async (url: string, act: (page: Page) => Promise<void>): Promise<string> => {
    const page = await context.newPage();
    try {
      await page.goto(url);
      await act(page);
      return (await page.locator('body').textContent()) ?? '';
    } finally {
      await page.close();
    }
  };

  return {
    signIn: (url, choice) => inPage(url, (page) => choose(page, choice)),
    visit: (url) => inPage(url, async () => {}),
    close: () => browser.close(),
  };
}
