import { expect, it } from 'vitest';
import { importRequest, signInRequest } from '../../../main/shell/sign-in-request.ts';
import type { ImportArguments, SignInArguments } from '../../../preload/contract.ts';

const client = {
  providerId: 'openid',
  parameters: { issuer: 'https://login.example.com' },
  endpoints: { revocation: '' },
  clientId: 'desktop',
  clientSecret: '',
  clientAuthentication: 'none',
  dangerouslyAllowHttpOnLoopback: true,
} as const;

const args: SignInArguments = {
  ...client,
  flow: 'authorization_code',
  scopes: ['openid'],
  redirectUri: 'http://localhost:3000/success',
  anyPort: false,
  formPost: false,
  label: '  ',
};

const imported: ImportArguments = {
  ...client,
  accessToken: 'MARKED-access',
  refreshToken: '',
  expiresAt: 0,
  scopes: [],
  label: 'Bot',
};

it('makes the core’s request of the form', () => {
  expect(signInRequest(args)).toEqual({
    ok: true,
    value: {
      providerId: 'openid',
      server: { parameters: { issuer: 'https://login.example.com' }, endpoints: { revocation: '' } },
      clientId: 'desktop',
      clientSecret: undefined,
      clientAuthentication: 'none',
      dangerouslyAllowHttpOnLoopback: true,
      flow: 'authorization_code',
      scopes: ['openid'],
      redirect: { kind: 'loopback', hostname: 'localhost', port: 3000, path: '/success' },
      label: undefined,
    },
  });
});

it('wraps secrets at once', () => {
  const request = signInRequest({
    ...args,
    clientAuthentication: 'client_secret_post',
    clientSecret: 'MARKED',
  });
  expect(request.ok && request.value.clientSecret?.reveal()).toBe('MARKED');
  const tokens = importRequest({ ...imported, refreshToken: 'MARKED-refresh' });
  expect(tokens.ok && tokens.value.accessToken?.reveal()).toBe('MARKED-access');
  expect(tokens.ok && tokens.value.refreshToken?.reveal()).toBe('MARKED-refresh');
  expect(JSON.stringify([request, tokens])).not.toContain('MARKED');
});

it('reads an import without expiry and without refresh token as such', () => {
  expect(importRequest(imported)).toMatchObject({
    ok: true,
    value: { refreshToken: undefined, expiresAt: undefined, label: 'Bot' },
  });
});

it('refuses a redirect that cannot come here, but only where one is needed', () => {
  const given = { ...args, redirectUri: 'ftp://localhost/' };
  expect(signInRequest(given)).toMatchObject({ ok: false, error: { code: 'invalid_argument' } });
  expect(signInRequest({ ...given, flow: 'device_code' })).toMatchObject({ ok: true });
});

it('refuses an endpoint that there is no use for', () => {
  const given = { ...args, endpoints: { password: 'https://login.example.com/password' } };
  expect(signInRequest(given)).toEqual({
    ok: false,
    error: { code: 'invalid_argument', detail: 'endpoint' },
  });
});
