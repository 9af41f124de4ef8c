// Test equipment. Sign-ins at the desk, and what people do with them.
import { expect } from 'vitest';
import type { Account, ServerChoice } from '../../../../main/core/accounts/account.ts';
import type { SignIn, SignInRequest } from '../../../../main/core/accounts/sign-in.ts';
import { Secret } from '../../../../main/core/secret.ts';
import type { Person } from '../../../support/fake-authorization-server.ts';
import { type Desk, loopback, type Office, provider, until } from './desk.ts';

export const annaHerself: Person = { sub: 'anna', name: 'Anna', email: 'anna@example.test' };
export const ben: Person = { sub: 'ben', name: 'Ben', email: 'ben@example.test' };

export const serverAt = (issuer: string): ServerChoice => ({ parameters: { issuer }, endpoints: {} });

export function request(members: Partial<SignInRequest> = {}): SignInRequest {
  return {
    providerId: provider.id,
    flow: 'authorization_code',
    server: serverAt('https://as.example.test'),
    clientId: 'desk',
    clientSecret: undefined,
    clientAuthentication: 'none',
    scopes: ['openid', 'profile', 'offline_access'],
    redirect: loopback,
    label: undefined,
    dangerouslyAllowHttpOnLoopback: false,
    ...members,
  };
}

export const bySecret = (secret: string): Partial<SignInRequest> => ({
  clientAuthentication: 'client_secret_post',
  clientSecret: new Secret(secret),
});

export const ignore = (): void => {};

export async function waiting(signIn: SignIn) {
  await until(() => signIn.state.kind !== 'preparing');
  if (signIn.state.kind !== 'waiting') throw new Error(`not waiting: ${JSON.stringify(signIn.state)}`);
  return signIn.state;
}

/** The query that the browser was sent to the server with. */
export async function queryOf(signIn: SignIn): Promise<URLSearchParams> {
  return new URL((await waiting(signIn)).url).searchParams;
}

/** The person allows it in the browser; resolves when the sign-in has ended. */
export async function allow({ server, receiver }: Office, signIn: SignIn, person: Person) {
  const { url, redirectUri } = await waiting(signIn);
  const listener = receiver.listening.find((one) => one.redirectUri === redirectUri);
  expect(listener?.judge(server.allow(url, person))).toBe('received');
  return signIn.finished;
}

/** The account that the sign-in came to. */
export async function accountOf(signIn: SignIn): Promise<Account> {
  const last = await signIn.finished;
  if (last.kind === 'failed') throw new Error(`failed: ${JSON.stringify(last.error)}`);
  return last.account;
}

export async function signedIn(
  at: Office,
  { service }: Desk,
  person: Person,
  members: Partial<SignInRequest> = {},
) {
  const signIn = service.beginSignIn(request(members), ignore);
  await allow(at, signIn, person);
  return accountOf(signIn);
}
