import { describe, expect, test } from 'vitest';
import type { Redirect } from '../../../../main/core/accounts/account.ts';
import { appError } from '../../../../main/core/errors.ts';
import { office, type provider } from './desk.ts';
import { accountOf, annaHerself, ignore, queryOf, request, waiting } from './sign-in-desk.ts';

const uri = 'https://app.example.test/signed-in?tenant=1';
const pasted: Redirect = { kind: 'pasted', uri };

async function begun(redirect: Redirect) {
  const at = await office();
  const { service } = await at.open();
  const signIn = service.beginSignIn(request({ redirect }), ignore);
  const { url, redirectUri } = await waiting(signIn);
  const answer = (): URL => {
    const address = new URL(redirectUri);
    for (const [name, value] of at.server.allow(url, annaHerself)) address.searchParams.set(name, value);
    return address;
  };
  return { ...at, service, signIn, url, redirectUri, answer };
}

describe('a pasted address', () => {
  test('ends a sign-in at which nothing listens', async () => {
    const { signIn, receiver, browser, url, answer } = await begun(pasted);
    expect(signIn.state).toMatchObject({ kind: 'waiting', isPasted: true, redirectUri: uri });
    expect(new URL(url).searchParams.get('redirect_uri')).toBe(uri);
    expect([receiver.listening, browser.opened]).toEqual([[], [url]]);
    expect(signIn.paste(`\n ${answer().href} `)).toEqual({ ok: true, value: undefined });
    expect(await accountOf(signIn)).toMatchObject({ label: 'Anna', redirectUri: uri });
    expect(signIn.paste(answer().href)).toMatchObject({ error: { code: 'not_allowed' } });
  });

  test('ends one at which something listens as well', async () => {
    const { signIn, receiver, answer } = await begun({
      kind: 'loopback',
      hostname: 'localhost',
      port: 80,
      path: '/',
    });
    expect(signIn.state).toMatchObject({ isPasted: false, redirectUri: 'http://localhost/' });
    expect(signIn.paste(answer().href).ok).toBe(true);
    expect((await accountOf(signIn)).redirectUri).toBe('http://localhost/');
    expect(receiver.listening).toEqual([]);
  });

  test('with a fragment that providers append is taken', async () => {
    const { signIn, answer } = await begun(pasted);
    expect(signIn.paste(`${answer().href}#_=_`).ok).toBe(true);
    expect((await signIn.finished).kind).toBe('done');
  });

  test('with a refusal ends it, too', async () => {
    const { signIn, redirectUri } = await begun(pasted);
    const state = (await queryOf(signIn)).get('state');
    expect(signIn.paste(`${redirectUri}&error=access_denied&state=${state}`).ok).toBe(true);
    expect(await signIn.finished).toMatchObject({ kind: 'failed', error: { code: 'access_denied' } });
  });

  test.each<[string, (right: URL) => string, string]>([
    ['no address', () => 'WDJB-MJHT', 'state_mismatch'],
    ['nothing', () => '  ', 'state_mismatch'],
    ['parameters alone', ({ search }) => search, 'state_mismatch'],
    ['something endless', ({ href }) => `${href}&x=${'x'.repeat(20_000)}`, 'state_mismatch'],
    ['the redirect URI alone', () => uri, 'state_mismatch'],
    ['another host', ({ href }) => href.replace('app.', 'evil.'), 'state_mismatch'],
    ['another scheme', ({ href }) => href.replace('https:', 'http:'), 'state_mismatch'],
    ['another port', ({ href }) => href.replace('.test/', '.test:8443/'), 'state_mismatch'],
    ['another path', ({ href }) => href.replace('signed-in', 'signed-in/'), 'state_mismatch'],
    ['credentials', ({ href }) => href.replace('https://', 'https://a:b@'), 'state_mismatch'],
    ['another state', ({ href }) => href.replace('state=', 'state=x'), 'state_mismatch'],
    ['no state', ({ href }) => href.replace('state=', 'other='), 'state_mismatch'],
    ['two codes', ({ href }) => `${href}&code=2`, 'state_mismatch'],
    ['an empty code', ({ href }) => href.replace(/code=[^&]*/, 'code='), 'state_mismatch'],
    ['its parameters in the fragment', ({ href }) => href.replace('?', '#'), 'state_mismatch'],
  ])('with %s does not end it', async (_what, address, code) => {
    const { signIn, answer } = await begun(pasted);
    expect(signIn.paste(address(answer()))).toMatchObject({ ok: false, error: { code } });
    expect(signIn.state.kind).toBe('waiting');
    expect(signIn.paste(answer().href).ok).toBe(true);
    expect((await signIn.finished).kind).toBe('done');
  });
});

describe('a redirect', () => {
  test.each<[string, Redirect, string]>([
    [
      'that is pasted, but not https',
      { kind: 'pasted', uri: 'http://app.example.test/' },
      'the redirect URI',
    ],
    ['that is nowhere', { kind: 'pasted', uri: '' }, 'the redirect URI'],
  ])('%s is refused', async (_what, redirect, detail) => {
    const at = await office();
    const { service } = await at.open();
    const last = await service.beginSignIn(request({ redirect }), ignore).finished;
    expect(last).toEqual({ kind: 'failed', error: appError('invalid_argument', { detail }) });
    expect(at.server.http.requests).toEqual([]);
  });

  test('of any port is refused where the provider wants the registered one', async () => {
    const at = await office();
    const { service } = await at.open('window', {
      redirect: { ...request().redirect, kind: 'loopback', match: 'exact' } as typeof provider.redirect,
    });
    const last = await service.beginSignIn(request(), ignore).finished;
    expect(last).toMatchObject({
      error: { code: 'invalid_argument', detail: 'the port of the redirect URI' },
    });
    expect(at.receiver.listening).toEqual([]);
  });

  test('that is to come as a form asks for that', async () => {
    const at = await office();
    const { service } = await at.open();
    const redirect = { ...request().redirect, responseMode: 'form_post' } as Redirect;
    const signIn = service.beginSignIn(request({ redirect }), ignore);
    expect((await queryOf(signIn)).get('response_mode')).toBe('form_post');
    expect(at.receiver.listening[0]?.target).toMatchObject({ responseMode: 'form_post' });
    await service.stop();
  });

  test('is sent again on refreshing where the provider wants it, with the scopes', async () => {
    const at = await office();
    const { service } = await at.open('window', {
      dialect: { resent: { refresh: ['redirect_uri', 'scope'] } },
    });
    const signIn = service.beginSignIn(request({ scopes: ['openid', 'calendar'] }), ignore);
    const { url, redirectUri } = await waiting(signIn);
    at.receiver.listening[0]?.judge(at.server.allow(url, annaHerself));
    const { id } = await accountOf(signIn);
    expect((await service.refresh(id)).ok).toBe(true);
    const sent = new URLSearchParams(at.server.http.requests.at(-1)?.body);
    expect([sent.get('redirect_uri'), sent.get('scope')]).toEqual([redirectUri, 'openid calendar']);
  });
});
