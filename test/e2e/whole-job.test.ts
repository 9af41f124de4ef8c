// The whole job with real parts: a certified OpenID provider and its pages, the person's own browser, the keychain, the
// vault on disk, and the built application in its window.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../support/host/host.ts';
import { openStage, type Stage } from './stage.ts';
import {
  accountRow,
  backToStart,
  beginWithPractice,
  chooseFromMenu,
  clipboardText,
  copyToken,
  press,
  signInWithPractice,
  waitFor,
} from './steps.ts';

/** Long enough for a scheduled refresh, which comes 30 s after the last one at the soonest. */
const accessTokenSeconds = 45;
const label = 'Ada Moreno';
vi.setConfig({ testTimeout: 90_000 });

let stage: Stage;
let app: RunningApp;

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds });
  app = await stage.launch();
  console.log(`The end-to-end specs run on: ${app.kind}`);
});

afterAll(async () => {
  await app?.close();
  await stage?.close();
});

function refreshes(): number {
  return stage.provider.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;
}

describe('from the first start to removal', () => {
  let copied = '';

  test('a new vault is empty, and says where secrets are kept', async () => {
    await app.page.getByText('under a key in the system’s keychain').waitFor();
    expect(await app.page.getByRole('row').count()).toBe(0);
  });

  test('a person who declines is told so, and nothing is kept', async () => {
    const lastPage = await signInWithPractice(stage, app, { user: 'ada', decision: 'deny' });
    expect(lastPage).toContain('Tokendeck');
    await app.page.getByText('The sign-in was declined at the provider.').waitFor();
    expect(await app.page.getByRole('row').count()).toBe(0);
    expect(stage.provider.tokenRequests()).toEqual([]);
    await backToStart(app);
  });

  test('a waiting sign-in can be cancelled; its redirect address then answers no more', async () => {
    const address = new URL(await beginWithPractice(stage, app));
    await press(app, 'Cancel');
    await backToStart(app);
    const redirect = address.searchParams.get('redirect_uri') ?? '';
    await expect(fetch(redirect)).rejects.toThrow();
  });

  test('somebody signs in at the provider’s own pages; a forged answer before that changes nothing', async () => {
    const address = await beginWithPractice(stage, app);
    const redirect = new URL(address).searchParams.get('redirect_uri') ?? '';
    const forged = await fetch(`${redirect}?code=forged&state=forged`);
    expect(forged.status).toBe(400);
    const lastPage = await stage.person.signIn(address, { user: 'ada', decision: 'allow' });
    expect(lastPage).toContain('You can close this page');
    await accountRow(app, label, 'Valid').waitFor();
  });

  test('the countdown runs', async () => {
    const figures = app.page.getByRole('region', { name: 'Details' }).getByText(/^0:\d\d$/);
    const before = await figures.textContent();
    await waitFor(async () => (await figures.textContent()) !== before);
  });

  test('one click copies a token that the provider accepts', async () => {
    copied = await copyToken(app, label);
    expect(await stage.userinfoStatus(copied)).toBe(200);
  });

  test('the menu copies it as a header, a curl line and an environment assignment', async () => {
    const formats = [
      [/^Authorization header/, /^Authorization: Bearer (\S+)$/],
      [/^curl/, /^curl --header 'Authorization: Bearer (\S+)' '\S+'$/],
      [/^Environment/, /^ACCESS_TOKEN=(\S+)$/],
    ] as const;
    for (const [item, form] of formats) {
      await chooseFromMenu(app, `Copy as… ${label}`, item);
      await waitFor(async () => form.test(await clipboardText(app)));
      const [, token = ''] = form.exec(await clipboardText(app)) ?? [];
      expect(await stage.userinfoStatus(token)).toBe(200);
    }
  });

  test('after a restart the account is still there, without another sign-in', async () => {
    await app.close();
    app = await stage.launch();
    await accountRow(app, label).waitFor();
  });

  test('the token refreshes by itself, and the provider sees its refresh token rotate', async () => {
    const before = { refreshes: refreshes(), rotations: stage.provider.rotations() };
    await waitFor(async () => refreshes() > before.refreshes, (accessTokenSeconds + 10) * 1000);
    await accountRow(app, label, 'Valid').waitFor();
    expect(stage.provider.rotations()).toBe(before.rotations + 1);
    expect(stage.provider.reuses()).toBe(0);
    const renewed = await copyToken(app, label);
    expect(renewed).not.toBe(copied);
    expect(await stage.userinfoStatus(renewed)).toBe(200);
    copied = renewed;
  });

  test('the clipboard is cleared after 30 seconds', async () => {
    await waitFor(async () => (await clipboardText(app)) !== copied, 35_000);
    expect(await clipboardText(app)).toBe('');
  });

  test('an expired token is said to be expired, and copying it fetches a good one', async () => {
    stage.provider.setAccessTokenSeconds(3);
    await press(app, 'Refresh now');
    await app.page.getByRole('switch', { name: 'Keep fresh' }).press('Space');
    await accountRow(app, label, 'Expired').waitFor();
    stage.provider.setAccessTokenSeconds(600);
    const fresh = await copyToken(app, label);
    expect(await stage.userinfoStatus(fresh)).toBe(200);
    await accountRow(app, label, 'Valid').waitFor();
  });

  test('when the provider ends the sign-in, the account says so in its words and can sign in again', async () => {
    await stage.provider.revokeGrant('ada');
    await press(app, 'Refresh now');
    await accountRow(app, label, 'Sign in again').waitFor();
    await app.page.getByRole('region', { name: 'Details' }).getByText('The provider said:').first().waitFor();
    await app.page.getByRole('button', { name: 'Sign in again', exact: true }).first().click();
    await stage.person.signIn(await stage.nextAddress(), { user: 'ada', decision: 'allow' });
    await accountRow(app, label, 'Valid').waitFor();
    expect(await app.page.getByRole('row').count()).toBe(1);
  });

  test('it is renamed', async () => {
    await chooseFromMenu(app, `More actions ${label}`, /^Rename/);
    await app.page.getByRole('textbox', { name: 'Name' }).fill('work');
    await press(app, 'Rename');
    await accountRow(app, 'work', 'Valid').waitFor();
  });

  test('it is removed and its tokens are revoked at the provider', async () => {
    const last = await copyToken(app, 'work');
    await chooseFromMenu(app, 'More actions work', /^Remove/);
    await press(app, 'Remove');
    await app.page.getByText('Try it with').waitFor();
    // Until then it could be undone.
    await waitFor(async () => (await stage.userinfoStatus(last)) === 401, 20_000);
  });
});
