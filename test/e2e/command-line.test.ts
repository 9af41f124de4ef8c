// The command line on the same vault as the open window, with the same real parts.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../support/host/host.ts';
import { visit } from '../support/person-over-http.ts';
import { openStage, type Stage } from './stage.ts';
import { accountRow, clipboardText, press, waitFor } from './steps.ts';

vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
let app: RunningApp;

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds: 600, deviceIntervalSeconds: 1 });
  app = await stage.launch();
});

afterAll(async () => {
  await app?.close();
  await stage?.close();
});

function refreshes(): number {
  return stage.provider.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;
}

async function loginAs(user: 'ada' | 'ben', ...more: readonly string[]) {
  const running = stage.tokendeck([
    ...['login', '--issuer', stage.provider.issuer, '--client-id', stage.provider.publicClientId],
    ...['--dangerously-allow-http-on-loopback', ...more],
  ]);
  await stage.person.signIn(await stage.nextAddress(), { user, decision: 'allow' });
  return running;
}

describe('beside the open window', () => {
  test('a sign-in on the command line shows in the window', async () => {
    const ended = await loginAs('ada', '--name', 'stream bot');
    expect(ended.code, ended.err).toBe(0);
    await accountRow(app, 'stream bot', 'Valid').waitFor();
  });

  test('the list names it, as a table and as JSON', async () => {
    const table = await stage.tokendeck(['list']);
    expect(table.out).toContain('stream bot');
    const json = await stage.tokendeck(['list', '--json']);
    expect(JSON.parse(json.out)).toMatchObject([{ name: 'stream bot' }]);
  });

  test('through npm, as the README says, only the result is on standard output', () => {
    const ran = spawnSync('npm', ['run', '-s', 'tokendeck', '--', 'list', '--json'], {
      encoding: 'utf8',
      env: { ...process.env, TOKENDECK_HOME: stage.home },
    });
    expect(JSON.parse(ran.stdout)).toMatchObject([{ name: 'stream bot' }]);
  });

  test('the token that it prints is the one that the window copies', async () => {
    const printed = await stage.tokendeck(['token', 'stream bot']);
    expect(printed).toMatchObject({ code: 0, err: '' });
    expect(await stage.userinfoStatus(printed.out.trim())).toBe(200);
    await accountRow(app, 'stream bot').click();
    await press(app, 'Copy token of stream bot');
    await waitFor(async () => (await clipboardText(app)) === printed.out.trim());
    expect(refreshes()).toBe(0);
  });

  test('a refresh on the command line is seen in the window, which does not refresh again', async () => {
    const before = await stage.tokendeck(['token', 'stream bot']);
    const refreshed = await stage.tokendeck(['refresh', 'stream bot']);
    expect(refreshed.code, refreshed.err).toBe(0);
    await app.page.getByRole('region', { name: 'Details' }).getByText('Refreshed').first().waitFor();
    await press(app, 'Copy token of stream bot');
    await waitFor(async () => (await clipboardText(app)) !== before.out.trim());
    expect(await stage.userinfoStatus(await clipboardText(app))).toBe(200);
    expect(refreshes()).toBe(1);
  });

  test('an expired token, wanted by four processes and the window at once, is refreshed once', async () => {
    stage.provider.setAccessTokenSeconds(2);
    await stage.tokendeck(['refresh', 'stream bot']);
    stage.provider.setAccessTokenSeconds(600);
    await accountRow(app, 'stream bot', 'Expired').waitFor();
    const before = refreshes();
    const [window, ...printed] = await Promise.all([
      press(app, 'Copy token of stream bot').then(() =>
        waitFor(async () => (await clipboardText(app)) !== ''),
      ),
      ...Array.from({ length: 4 }, () => stage.tokendeck(['token', 'stream bot'])),
    ]);
    expect(window).toBeUndefined();
    expect(new Set(printed.map(({ out }) => out)).size).toBe(1);
    expect(refreshes() - before).toBe(1);
    expect(stage.provider.reuses()).toBe(0);
    await waitFor(async () => (await clipboardText(app)) === printed[0]?.out.trim());
  });

  test('a second person is a second account, and a name that does not exist is a plain error', async () => {
    expect((await loginAs('ben')).code).toBe(0);
    await accountRow(app, 'Ben Okafor', 'Valid').waitFor();
    const missing = await stage.tokendeck(['token', 'nobody']);
    expect(missing).toMatchObject({ out: '' });
    expect(missing.code).not.toBe(0);
    expect(missing.err).toContain('nobody');
  });

  test('a removal on the command line revokes the tokens and takes the row out of the window', async () => {
    const last = await stage.tokendeck(['token', 'stream bot']);
    const removed = await stage.tokendeck(['remove', 'stream bot']);
    expect(removed.code, removed.err).toBe(0);
    await accountRow(app, 'stream bot').waitFor({ state: 'detached' });
    expect(await stage.userinfoStatus(last.out.trim())).toBe(401);
    await accountRow(app, 'Ben Okafor', 'Valid').waitFor();
  });

  test('a sign-in with a code on another device shows in the window, and so does its revocation', async () => {
    const running = stage.tokendeck([
      ...['login', 'practice', '--client-id', stage.provider.publicClientId, '--flow', 'device'],
      ...['--dangerously-allow-http-on-loopback', '--name', 'television'],
    ]);
    await visit(await stage.nextAddress(), { person: 'chie' });
    const ended = await running;
    expect(ended.code, ended.err).toBe(0);
    await accountRow(app, 'television', 'Valid').waitFor();
    expect((await stage.tokendeck(['whoami', 'television'])).out).toContain('The token is accepted: Chie');
    const revoked = await stage.tokendeck(['revoke', 'television']);
    expect(revoked.code, revoked.err).toBe(0);
    await accountRow(app, 'television', 'Sign in again').waitFor();
  });

  test('a token from elsewhere shows in the window', async () => {
    const imported = await stage.tokendeck(
      ['import', '--access-token-stdin', '--expires-in', '3600', '--name', 'static token'],
      'a-token-from-elsewhere\n',
    );
    expect(imported, imported.err).toMatchObject({ code: 0, out: 'static token\n' });
    await accountRow(app, 'static token', 'Valid').waitFor();
  });
});
