import { describe, expect, test } from 'vitest';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { jsonAnswer } from '../../../support/fake-http.ts';
import { hour, minute, type Office, office, until, value } from './desk.ts';
import { allow, annaHerself, ignore, request, signedIn } from './sign-in-desk.ts';

const whoAmI = {
  method: 'GET',
  url: 'https://api.example.test/me',
  headers: { 'Client-Id': '{client_id}' },
  members: { subject: 'data.0.id', name: 'data.0.display', username: 'data.0.login', email: 'data.0.mail' },
} as const;

const me = { data: [{ id: 4711, display: 'Anna of the API', login: 'anna77', mail: 'api@example.test' }] };
const answerMembers = { subject: 'athlete.id', name: 'athlete.name', email: 'athlete.mail' };
const athlete = { id: 12, name: 'Anna the runner', mail: 'run@example.test' };

/** A sign-in without an ID token at a server that answers so. */
async function identityOf(
  { server, open, ...rest }: Office,
  changes: Partial<Provider>,
  answers: { readonly me?: unknown; readonly userinfo?: unknown; readonly token?: object },
) {
  server.ways.instead = (_sent, path) => {
    if (path === '/me') return answers.me === undefined ? jsonAnswer(500, {}) : jsonAnswer(200, answers.me);
    if (path === '/userinfo' && answers.userinfo !== undefined) return jsonAnswer(200, answers.userinfo);
    if (path === '/userinfo') return jsonAnswer(403, {});
    const common = { access_token: 'a', token_type: 'bearer', expires_in: 60 };
    return path === '/token' ? jsonAnswer(200, { ...common, ...answers.token }) : undefined;
  };
  const desk = await open('window', changes);
  return signedIn({ server, open, ...rest }, desk, annaHerself, { scopes: ['calendar'] });
}

describe('who has signed in', () => {
  test('is found in the token answer, and then nobody is asked', async () => {
    const at = await office();
    const account = await identityOf(at, { identityInAnswer: answerMembers, whoAmI }, { token: { athlete } });
    expect(account.identity).toEqual({ subject: '12', name: athlete.name, email: athlete.mail });
    expect(account.label).toBe('Anna the runner');
    expect(at.server.count('/userinfo')).toBe(0);
  });

  test('is asked of userinfo for what is missing there', async () => {
    const at = await office();
    const account = await identityOf(
      at,
      { identityInAnswer: answerMembers, whoAmI },
      { token: { athlete: { id: 12 } }, userinfo: { sub: 'other', name: 'Anna', email: 'a@example.test' } },
    );
    expect(account.identity).toEqual({ subject: '12', name: 'Anna', email: 'a@example.test' });
    expect(at.server.http.requests.some(({ url }) => url.endsWith('/me'))).toBe(false);
  });

  test('is asked by the preset’s own call last, with the Bearer header and the client’s ID', async () => {
    const at = await office();
    const account = await identityOf(at, { whoAmI }, { me });
    expect(account.identity).toEqual({
      subject: '4711',
      name: 'Anna of the API',
      username: 'anna77',
      email: 'api@example.test',
    });
    const call = at.server.http.requests.find(({ url }) => url.endsWith('/me'));
    expect(call?.headers).toMatchObject({ authorization: 'Bearer a', 'client-id': 'desk' });
  });

  test.each<[string, unknown]>([
    ['fails', undefined],
    ['says nothing of use', { data: [] }],
    ['is a list', [1, 2]],
    ['has objects for names', { data: [{ id: {}, display: ['x'], login: null, mail: true }] }],
  ])('stays unknown where that call %s, and the sign-in stands', async (_what, answer) => {
    const account = await identityOf(await office(), { whoAmI }, { me: answer });
    expect(account).toMatchObject({ identity: {}, label: 'as.example.test' });
  });

  test('is by the ID token, whatever else is said', async () => {
    const at = await office();
    at.server.ways.instead = (_sent, path) => (path === '/me' ? jsonAnswer(200, me) : undefined);
    const desk = await at.open('window', { whoAmI });
    const account = await signedIn(at, desk, { sub: 'anna' });
    expect(account.identity).toMatchObject({ subject: 'anna', name: 'Anna of the API' });
  });

  test('is not asked any more once the sign-in is cancelled', async () => {
    const at = await office();
    let isThere = false;
    at.server.ways.instead = (_sent, path) => {
      if (path !== '/me') return undefined;
      isThere = true;
      return new Promise(() => {});
    };
    const { service } = await at.open('window', { whoAmI });
    at.server.ways.metadata = { userinfo_endpoint: undefined };
    at.server.ways.claimsInIdToken = false;
    const signIn = service.beginSignIn(request(), ignore);
    const ended = allow(at, signIn, annaHerself);
    await until(() => isThere);
    signIn.cancel();
    expect(await ended).toMatchObject({ error: { code: 'cancelled' } });
    expect(at.server.http.requests.at(-1)?.signal?.aborted).toBe(true);
  });
});

describe('an expiry that no answer names', () => {
  const part = (members: object) => Buffer.from(JSON.stringify(members)).toString('base64url');

  test('is read from a JWT', async () => {
    const at = await office();
    const exp = at.clock.now() / 1000 + 1200;
    const access_token = `${part({ alg: 'ES256' })}.${part({ exp })}.${part({})}`;
    const account = await identityOf(at, {}, { token: { access_token, expires_in: undefined } });
    expect(account.expiresAt).toBe(exp * 1000);
  });

  test('is asked of introspection, after a sign-in and after each refresh', async () => {
    const at = await office();
    at.server.ways.expiresIn = undefined;
    at.server.ways.metadata = { introspection_endpoint: `${at.server.issuer}/introspect` };
    let end = at.clock.now() + hour;
    at.server.ways.instead = (_sent, path) =>
      path === '/introspect' ? jsonAnswer(200, { active: true, exp: end / 1000 }) : undefined;
    const desk = await at.open();
    const account = await signedIn(at, desk, annaHerself);
    expect(account.expiresAt).toBe(end);
    end += 5 * minute;
    expect(value(await desk.service.refresh(account.id)).expiresAt).toBe(end);
    expect(at.file.accounts.get(account.id)?.expiresAt).toBe(end);
    expect([at.server.count('/introspect'), at.file.leases.size]).toEqual([2, 0]);
  });

  test.each<[string, () => ReturnType<typeof jsonAnswer>]>([
    ['fails', () => jsonAnswer(500, {})],
    ['refuses', () => jsonAnswer(401, { error: 'invalid_client' })],
    ['does not say either', () => jsonAnswer(200, { active: true })],
    ['is nonsense', () => jsonAnswer(200, { active: 'yes', exp: 'soon' })],
  ])('stays unknown where introspection %s', async (_what, answer) => {
    const at = await office();
    at.server.ways.expiresIn = undefined;
    at.server.ways.metadata = { introspection_endpoint: `${at.server.issuer}/introspect` };
    at.server.ways.instead = (_sent, path) => (path === '/introspect' ? answer() : undefined);
    const desk = await at.open();
    const account = await signedIn(at, desk, annaHerself);
    expect(account.expiresAt).toBeUndefined();
    const refreshed = value(await desk.service.refresh(account.id));
    expect(refreshed).toMatchObject({ expiresAt: undefined, health: { kind: 'well' } });
  });
});
