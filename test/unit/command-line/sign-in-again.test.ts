import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parseArguments } from '../../../main/command-line/arguments.ts';
import { signInCommand } from '../../../main/command-line/sign-in-again.ts';
import type { Account, Client } from '../../../main/core/accounts/account.ts';
import { Secret } from '../../../main/core/secret.ts';
import { exampleAccount, exampleClient } from '../../support/vault-examples.ts';

const account: Account = { ...exampleAccount('a'), label: 'work', scopesAsked: ['openid', 'offline_access'] };
const client: Client = {
  ...exampleClient(),
  issuer: 'https://id.example',
  clientId: 'desk',
  authentication: { method: 'client_secret_basic', secret: new Secret('hush'), encoding: 'form' },
  redirect: { hostname: '127.0.0.1', port: 4567, path: '/callback' },
  dangerouslyAllowHttpOnLoopback: false,
};

test('names everything that the sign-in took, and no secret', () => {
  expect(signInCommand(account, client)).toBe(
    'tokendeck login --issuer https://id.example --client-id desk --client-authentication basic ' +
      '--scope "openid offline_access" --redirect-port 4567 --name work',
  );
});

test('of a public client on a development server', () => {
  const local: Client = {
    ...client,
    authentication: { method: 'none' },
    dangerouslyAllowHttpOnLoopback: true,
  };
  const command = signInCommand({ ...account, scopesAsked: [] }, local);
  expect(command).not.toMatch(/--client-authentication|--scope/);
  expect(command).toMatch(/ --dangerously-allow-http-on-loopback$/);
});

test.each([
  'At work',
  "Anna's",
  'a "quoted" one',
  'both \' and "',
  '$(touch /tmp/x) `id` $HOME',
  '-n',
  '--json',
  '=ls',
  '~',
  'back\\slash !!',
  'a;b|c&d>e#f*?',
  'Zoë 東京',
])('a shell takes it apart as it was put together: %s', (label) => {
  const command = signInCommand({ ...account, label }, client).replace('tokendeck', '"$@"');
  const printed = execFileSync('/bin/sh', ['-c', command, 'sh', 'printf', '%s\\0'], { encoding: 'utf8' });
  expect(parseArguments(printed.split('\0').slice(0, -1))).toMatchObject({
    ok: true,
    value: {
      kind: 'login',
      issuer: client.issuer,
      clientId: client.clientId,
      clientAuthentication: 'client_secret_basic',
      scopes: account.scopesAsked,
      redirectPort: 4567,
      name: label,
    },
  });
});
