// Runs whole scenarios in the window and on the command line, then looks for every secret that the provider has seen
// wherever none may be. Each place is also shown to be really searched, by something that must be found there.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RunningApp } from '../support/host/host.ts';
import {
  filesBelow,
  type ProcessWatch,
  pageMemory,
  secretsIn,
  watchProcesses,
} from '../support/leak-scan.ts';
import { openStage, type Stage } from './stage.ts';
import { accountRow, chooseFromMenu, copyToken, press } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const ada = 'Ada Moreno';
let stage: Stage;
let app: RunningApp;
let processes: ProcessWatch;
let memory: string;
let commandLineErrors = '';
/** What the person typed: the one secret that the window sees, on its way to the main process. */
let clientSecret: string;

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
  const runs = [await login];
  for (const args of [
    ['token', 'cli'],
    ['token', 'cli', '--force'],
    ['refresh', 'cli'],
    ['list', '--json'],
  ])
    runs.push(await stage.tokendeck(args));
  stage.provider.failNext('invalid_grant');
  runs.push(await stage.tokendeck(['refresh', 'cli']));
  commandLineErrors = runs.map(({ err }) => err).join('\n');
}

beforeAll(async () => {
  stage = await openStage({ accessTokenSeconds: 600, jwtAccessTokens: false });
  processes = watchProcesses();
  app = await stage.launch();
  await signInWithSecret();
  await copyToken(app, ada);
  await chooseFromMenu(app, `Copy as… ${ada}`, /^curl/);
  await press(app, 'Refresh now');
  await app.page.getByRole('region', { name: 'Details' }).getByText('Refreshed').first().waitFor();
  await useCommandLine();
  stage.provider.failNext('html');
  await press(app, 'Refresh now');
  await accountRow(app, ada, 'Refresh failing').waitFor();
  memory = await pageMemory(app.page);
});

afterAll(async () => {
  processes?.stop();
  await app?.close();
  await stage?.close();
});

function secrets(): readonly string[] {
  return [...stage.provider.secretsSeen(), stage.provider.confidential.basic.secret];
}

test('the scenarios made secrets of every kind to look for', () => {
  // Two sign-ins with code, verifier and three tokens each; four refreshes; two client secrets.
  expect(secrets().length).toBeGreaterThanOrEqual(16);
  expect(secrets()).toContain(clientSecret);
});

describe('no secret is found', () => {
  test('in the files of the data directory, the log among them', () => {
    const files = filesBelow(stage.home);
    expect([...files.keys()].join()).toMatch(/vault\.sqlite/);
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

  test('in what crossed the bridge, but for the client secret that the person typed, once, towards main', async () => {
    const traffic = await app.ipcTraffic();
    expect(traffic.some(({ text }) => text.includes(ada))).toBe(true);
    const leaking = traffic.filter(({ text }) => secretsIn(text, secrets()).length > 0);
    expect(leaking.map(({ direction, channel }) => [direction, channel])).toEqual([
      ['to main', 'startSignIn'],
    ]);
    const others = secrets().filter((secret) => secret !== clientSecret);
    expect(leaking.flatMap(({ text }) => secretsIn(text, others))).toEqual([]);
  });

  test('in the memory of the window', () => {
    expect(memory).toContain(ada);
    expect(secretsIn(memory, secrets())).toEqual([]);
  });
});
