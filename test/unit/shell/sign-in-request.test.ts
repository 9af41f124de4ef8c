import { expect, it } from 'vitest';
import { createOffers, practiceProvider } from '../../../main/shell/offers.ts';
import { signInRequest } from '../../../main/shell/sign-in-request.ts';
import type { SignInArguments } from '../../../preload/contract.ts';

const environment = {
  TOKENDECK_PRACTICE_ISSUER: 'http://127.0.0.1:4000',
  TOKENDECK_PRACTICE_CLIENT_ID: 'practice-desktop',
};
const practice = practiceProvider(environment);
const provider = practice?.provider;

const args: SignInArguments = {
  providerId: 'practice',
  issuer: 'http://127.0.0.1:4000',
  clientId: 'desktop',
  clientSecret: '',
  clientAuthentication: 'none',
  scopes: ['openid'],
  redirectPort: 9,
  label: '  ',
  dangerouslyAllowHttpOnLoopback: true,
};

it('takes host and path of the redirect from the preset, and the rest from the form', () => {
  expect(signInRequest(args, provider)).toEqual({
    ok: true,
    value: {
      providerId: 'practice',
      issuer: 'http://127.0.0.1:4000',
      clientId: 'desktop',
      clientSecret: undefined,
      clientAuthentication: 'none',
      scopes: ['openid'],
      redirect: { hostname: '127.0.0.1', port: 9, path: provider?.redirect.path },
      label: undefined,
      dangerouslyAllowHttpOnLoopback: true,
    },
  });
});

it('wraps the client secret at once', () => {
  const request = signInRequest(
    { ...args, clientAuthentication: 'client_secret_post', clientSecret: 'MARKED' },
    provider,
  );
  expect(request.ok && request.value.clientSecret?.reveal()).toBe('MARKED');
  expect(JSON.stringify(request)).not.toContain('MARKED');
});

it.each([
  ['provider', args, undefined],
  ['issuer', { ...args, issuer: 'https://evil.example' }, provider],
])('refuses a form whose %s does not fit', (detail, given, preset) => {
  expect(signInRequest(given, preset)).toEqual({ ok: false, error: { code: 'invalid_argument', detail } });
});

it.each([
  {},
  { TOKENDECK_PRACTICE_ISSUER: 'http://127.0.0.1:4000' },
  { TOKENDECK_PRACTICE_CLIENT_ID: 'x' },
  { TOKENDECK_PRACTICE_ISSUER: '', TOKENDECK_PRACTICE_CLIENT_ID: '' },
])('there is no practice provider in the environment %j', (given) => {
  expect(practiceProvider(given)).toBeUndefined();
});

it('the practice provider is offered with its client, others without one', () => {
  if (practice === undefined) throw new Error('expected a practice provider');
  const other = { ...practice.provider, id: 'other' };
  const offers = createOffers([practice.provider, other], practice);
  expect(offers.views().map((view) => [view.id, view.clientId, view.dangerouslyAllowHttpOnLoopback])).toEqual(
    [
      ['practice', 'practice-desktop', true],
      ['other', undefined, false],
    ],
  );
});
