// Runs whole scenarios in the window and on the command line, then looks for every secret that the provider has seen
// wherever none may be. Each place is also shown to be really searched, by something that must be found there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../support/host/host.ts';
import { seenNotifications, watchNotifications } from '../support/host/notification-steps.ts';
import { chooseInTray, seenTray, watchTray } from '../support/host/tray-steps.ts';
import {
  filesBelow,
  type ProcessWatch,
  pageMemory,
  secretsIn,
  watchProcesses,
} from '../support/leak-scan.ts';
import { visit } from '../support/person-over-http.ts';
import { openStage, type Stage } from './stage.ts';
import {
  accountRow,
  chooseFromMenu,
  copyToken,
  press,
  takeFromPalette,
  waitFor,
  willChoose,
} from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

const ada = 'Ada Moreno';
const chie = 'Chie Tanaka';
let stage: Stage;
let app: RunningApp;
let processes: ProcessWatch;
let memory: string;
let lockedMemory: string;
/** All that tray and notifications say. */
let shown: string;
let commandLineErrors = '';
/** How each command ended; a command that fails early would have nothing to leak. */
let commandLineCodes: readonly (readonly [command: string, code: number])[] = [];
/** What the person typed: the secrets that the window sees, on their way to the main process. */
let clientSecret: string;
const importedToken = 'an-imported-access-token-of-somebody';
const importedRefreshToken = 'an-imported-refresh-token-of-somebody';
const replacedSecret = 'a-client-secret-that-is-replaced';
const backups = mkdtempSync(join(tmpdir(), 'tokendeck-backups-'));
const exportWords = 'seven plain words for the export';
const typed = () => [exportWords, clientSecret, importedToken, importedRefreshToken, replacedSecret];

async function signInWithSecret(): Promise<void> {
  const { post } = stage.provider.confidential;
  clientSecret = post.secret;
  const { page } = app;
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('option', { name: /^Any OpenID provider/ }).click();
  await page.getByRole('textbox', { name: 'Issuer' }).fill(stage.provider.issuer);
  await page.getByRole('textbox', { name: 'Client ID' }).fill(post.id);
  await page.getByLabel('Client secret').fill(post.secret);
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByText('In the request’s body').click();
  await page.getByText('Allow plain http on this computer').click();
  await press(app, 'Sign in in the browser');
  await stage.person.signIn(await stage.nextAddress(), { user: 'ada', decision: 'allow' });
  await accountRow(app, ada, 'Valid').waitFor();
}

async function signInByDeviceCode(): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await page.getByRole('option', { name: /^Practice provider/ }).click();
  await page.getByText('With a code on another device').click();
  await press(app, 'Get a code');
  await visit(await stage.nextAddress(), { person: 'chie' });
  await accountRow(app, chie, 'Valid').waitFor();
}

/** The provider knows neither token, so nothing is kept; both have passed the window and the main process. */
async function importInVain(): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Add an account' }).first().click();
  await press(app, /^Import a token/);
  await page.getByLabel('Where the token is from').selectOption({ label: 'Practice provider' });
  await page.getByLabel('Access token', { exact: true }).fill(importedToken);
  await page.getByLabel('Refresh token', { exact: true }).fill(importedRefreshToken);
  await page.getByRole('textbox', { name: 'Client ID', exact: true }).fill(stage.provider.publicClientId);
  await press(app, 'Import');
  await page.getByRole('alert').first().waitFor();
  await press(app, 'Back');
}

async function askAboutTokens(): Promise<void> {
  await accountRow(app, chie).click();
  await press(app, 'Who am I?');
  await app.page.getByText(/^The server accepted the token/).waitFor();
  await press(app, 'Ask the provider about it');
  await app.page.getByText('The provider accepts this token.').waitFor();
  await accountRow(app, ada).click();
  for (const secret of [replacedSecret, clientSecret]) {
    await chooseFromMenu(app, `More actions ${ada}`, /^Replace the client secret/);
    await app.page.getByLabel('New client secret').fill(secret);
    await press(app, 'Replace');
    await app.page.getByText('The client has its new secret.').first().waitFor();
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

/** The tray, a backup of everything, and a new key. */
async function useDesktop(): Promise<void> {
  await waitFor(async () => (await seenTray(app)).labels.some((label) => label.startsWith(ada)));
  await chooseInTray(app, ada);
  await waitFor(async () => (await seenNotifications(app)).length > 0);
  await willChoose(app, join(backups, 'backup.tokendeck'));
  await takeFromPalette(app, 'export');
  const dialog = app.page.getByRole('dialog');
  await dialog.getByLabel('Passphrase of the file').fill(exportWords);
  await dialog.getByLabel('Repeat it').fill(exportWords);
  await dialog.getByRole('button', { name: 'Back up…' }).click();
  await app.page.getByText('2 accounts written to backup.tokendeck.').first().waitFor();
  await takeFromPalette(app, 'settings secrets');
  await press(app, 'Change the key…');
  await dialog.getByRole('button', { name: 'Change the key' }).click();
  await app.page.getByText('The key is changed.').first().waitFor();
  await accountRow(app, ada).click();
}

async function useCommandLine(): Promise<void> {
  const login = stage.tokendeck(
    [
      ...['login', '--issuer', stage.provider.issuer, '--client-id', stage.provider.confidential.basic.id],
      ...['--client-authentication', 'basic', '--client-secret-stdin', '--name', 'cli'],
      '--dangerously-allow-http-on-loopback',
    ],
    `${stage.provider.confidential.basic.secret}\n`,
  );
  await stage.person.signIn(await stage.nextAddress(), { user: 'ben', decision: 'allow' });
  type Ended = Awaited<ReturnType<Stage['tokendeck']>>;
  const runs: [string, Ended][] = [['login', await login]];
  const run = async (args: readonly string[], input = '') => {
    const ended = await stage.tokendeck(args, input);
    runs.push([args.join(' '), ended]);
    return ended;
  };
  await run(['token', 'cli']);
  await run(['token', 'cli', '--force']);
  await run(['refresh', 'cli']);
  await run(['list', '--json']);
  // None of these prints a token, so what they print is searched too.
  const told = [
    await run(['inspect', 'cli', '--introspect']),
    await run(['whoami', 'cli', '--json']),
    await run(['secret', 'cli', '--client-secret-stdin'], `${stage.provider.confidential.basic.secret}\n`),
    await run(
      ['import', '--access-token-stdin', '--name', 'static', '--expires-in', '600'],
      `${importedToken}\n`,
    ),
    await run(['inspect', '-'], `${importedToken}\n`),
  ];
  const device = stage.tokendeck([
    ...['login', 'practice', '--client-id', stage.provider.publicClientId, '--flow', 'device'],
    ...['--dangerously-allow-http-on-loopback', '--name', 'television'],
  ]);
  await visit(await stage.nextAddress(), { person: 'ben' });
  runs.push(['login with a device code', await device]);
  await run(['revoke', 'television']);
  stage.provider.failNext('invalid_grant');
  await run(['refresh', 'cli']);
  commandLineErrors = [...runs.map(([, { err }]) => err), ...told.map(({ out }) => out)].join('\n');
  commandLineCodes = runs.map(([command, { code }]) => [command, code]);
}

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds: 600, jwtAccessTokens: false, deviceIntervalSeconds: 1 });
  processes = watchProcesses();
  app = await stage.launch();
  await watchTray(app);
  await watchNotifications(app);
  await signInWithSecret();
  await copyToken(app, ada);
  await chooseFromMenu(app, `Copy as… ${ada}`, /^curl/);
  await press(app, 'Refresh now');
  await app.page.getByRole('region', { name: 'Details' }).getByText('Refreshed').first().waitFor();
  await signInByDeviceCode();
  await importInVain();
  await askAboutTokens();
  await useDesktop();
  await useCommandLine();
  await accountRow(app, ada).click();
  stage.provider.failNext('html');
  await press(app, 'Refresh now');
  await accountRow(app, ada, 'Refresh failing').waitFor();
  memory = await pageMemory(app.page);
  shown = JSON.stringify([await seenTray(app), await seenNotifications(app)]);
  await app.page.keyboard.press('ControlOrMeta+l');
  await app.page.getByRole('heading', { name: 'Tokendeck is locked' }).waitFor();
  lockedMemory = await pageMemory(app.page);
});

afterAll(async () => {
  processes?.stop();
  await app?.close();
  await stage?.close();
  rmSync(backups, { recursive: true, force: true });
});

function secrets(): readonly string[] {
  return [
    ...new Set([...stage.provider.secretsSeen(), ...typed(), stage.provider.confidential.basic.secret]),
  ];
}

test('the scenarios made secrets of every kind to look for', () => {
  // Two sign-ins with code, verifier and three tokens each; two by device code; four refreshes; what was typed.
  expect(secrets().length).toBeGreaterThanOrEqual(28);
  for (const secret of typed()) expect(secrets()).toContain(secret);
  expect(stage.provider.secretsSeen()).toContain(importedRefreshToken);
  // The last refresh is refused on purpose.
  expect(commandLineCodes.slice(0, -1).filter(([, code]) => code !== 0)).toEqual([]);
  expect(commandLineCodes.at(-1)?.[1]).not.toBe(0);
});

describe('no secret is found', () => {
  test('in the files of the data directory, the log among them', () => {
    const files = new Map([...filesBelow(stage.home), ...filesBelow(backups)]);
    expect([...files.keys()].join()).toMatch(
      /vault\.sqlite.*backup\.tokendeck|backup\.tokendeck.*vault\.sqlite/,
    );
    expect([...files.values()].join('\n')).toMatch(/token\.refresh|refreshed/);
    for (const [path, content] of files) expect(secretsIn(content, secrets()), path).toEqual([]);
  });

  test('in the output of the application, or among the command line’s progress and errors', () => {
    expect(app.output()).toContain('Host:');
    expect(commandLineErrors).toContain('no longer accepts');
    expect(secretsIn(app.output() + commandLineErrors, secrets())).toEqual([]);
  });

  test('in the arguments or the environment of any process', () => {
    expect(processes.seen()).toContain('code_challenge=');
    // The person's own browser is given its addresses over the debugging pipe, not by argument.
    expect(secretsIn(processes.seen(), secrets())).toEqual([]);
  });

  test('in what crossed the bridge, but for what the person typed, each once, towards main', async () => {
    const traffic = await app.ipcTraffic();
    expect(traffic.some(({ text }) => text.includes(ada))).toBe(true);
    const leaking = traffic.filter(({ text }) => secretsIn(text, secrets()).length > 0);
    expect(leaking.map(({ direction, channel }) => [direction, channel])).toEqual([
      ['to main', 'startSignIn'],
      ['to main', 'importAccount'],
      ['to main', 'replaceClientSecret'],
      ['to main', 'replaceClientSecret'],
      ['to main', 'exportAll'],
    ]);
    const others = secrets().filter((secret) => !typed().includes(secret));
    expect(leaking.flatMap(({ text }) => secretsIn(text, others))).toEqual([]);
  });

  test('in what tray and notifications say', () => {
    expect(shown).toContain(ada);
    expect(secretsIn(shown, secrets())).toEqual([]);
  });

  test('in the memory of the locked window', () => {
    expect(lockedMemory).toContain('Tokendeck is locked');
    expect(secretsIn(lockedMemory, secrets())).toEqual([]);
  });

  test('in the memory of the window', () => {
    expect(memory).toContain(ada);
    expect(secretsIn(memory, secrets())).toEqual([]);
  });
});
