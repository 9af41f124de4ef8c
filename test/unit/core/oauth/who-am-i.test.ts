// "Use it": the test call with the access token, and what is shown of any answer to it.
import { describe, expect, test } from 'vitest';
import type { UseReport } from '../../../../main/core/accounts/service.ts';
import { appError } from '../../../../main/core/errors.ts';
import type { ClientAtServer } from '../../../../main/core/oauth/server.ts';
import { whoAmI } from '../../../../main/core/oauth/who-am-i.ts';
import type { HttpResponse } from '../../../../main/core/ports.ts';
import type { WhoAmI } from '../../../../main/core/providers/provider.ts';
import { fail, type Result } from '../../../../main/core/result.ts';
import { Secret } from '../../../../main/core/secret.ts';
import { deepJson } from '../../../support/deep-json.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeHttp, jsonAnswer } from '../../../support/fake-http.ts';

const token = 'access-token-of-ada';
const secret = 'secret-of-the-client';
const issuer = 'https://id.example';
const call: WhoAmI = {
  method: 'GET',
  url: 'https://api.example/users?me=1',
  members: { subject: 'data.0.id', name: 'data.0.name', username: 'login', email: 'data.0.mail' },
};
const client: ClientAtServer = {
  clientId: 'desk',
  authentication: { method: 'client_secret_post', secret: new Secret(secret) },
  metadata: { issuer, userinfo_endpoint: `${issuer}/userinfo` },
  dialect: {},
  dangerouslyAllowHttpOnLoopback: false,
};

const body = (text: string | Uint8Array<ArrayBuffer>, status = 200): HttpResponse => ({
  status,
  headers: {},
  body: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});

async function use(
  answer: HttpResponse | Result<HttpResponse>,
  members: Partial<ClientAtServer> = { whoAmI: call },
) {
  const http = fakeHttp(() => answer);
  const result = await whoAmI({ http, clock: fakeClock() }, { ...client, ...members }, new Secret(token));
  expect(JSON.stringify(result)).not.toContain(token);
  expect(JSON.stringify(result)).not.toContain(secret);
  return { result, requests: http.requests };
}

async function report(answer: HttpResponse, members?: Partial<ClientAtServer>): Promise<UseReport> {
  const { result } = await use(answer, members);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('the call', () => {
  test('is that of the preset, with the token in the header alone', async () => {
    const { requests } = await use(jsonAnswer(200, {}));
    expect(requests).toEqual([
      {
        method: 'GET',
        url: 'https://api.example/users?me=1',
        headers: { accept: 'application/json', authorization: `Bearer ${token}` },
      },
    ]);
  });

  test('has the preset’s headers and body, but never another token', async () => {
    const query = '{"query":"{ me { id } }"}';
    const headers = {
      'Client-ID': '{client_id}',
      Authorization: 'Basic eDp5',
      Accept: 'application/vnd.x+json',
    };
    const { requests } = await use(jsonAnswer(200, {}), {
      clientId: 'desk\r\nx-evil: 1',
      whoAmI: { ...call, method: 'POST', headers, body: query },
    });
    expect(requests).toEqual([
      {
        method: 'POST',
        url: 'https://api.example/users?me=1',
        headers: {
          accept: 'application/vnd.x+json',
          'content-type': 'application/json',
          'client-id': 'desk??x-evil: 1',
          authorization: `Bearer ${token}`,
        },
        body: query,
      },
    ]);
  });

  test('is for userinfo where the preset names none', async () => {
    const answer = { sub: 'ada', name: 'Ada', preferred_username: 'ada.m', email: 'ada@example.org' };
    const { result, requests } = await use(jsonAnswer(200, answer), {});
    expect(requests.map(({ url }) => url)).toEqual([`${issuer}/userinfo`]);
    expect(result.ok && result.value).toMatchObject({
      url: `${issuer}/userinfo`,
      accepted: true,
      identity: { subject: 'ada', name: 'Ada', username: 'ada.m', email: 'ada@example.org' },
    });
  });

  test.each([
    ['neither is there', { metadata: { issuer } }, 'unsupported_by_server'],
    ['the address is not protected', { whoAmI: { ...call, url: 'http://api.example' } }, 'insecure_url'],
    ['the address is none', { whoAmI: { ...call, url: '{host}/me' } }, 'invalid_url'],
    [
      'the address has a password in it',
      { whoAmI: { ...call, url: 'https://a:b@api.example' } },
      'invalid_url',
    ],
  ])('is not made where %s', async (_row, members, code) => {
    const { result, requests } = await use(jsonAnswer(200, {}), members);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(requests).toEqual([]);
  });
});

describe('who it is', () => {
  test.each([
    [
      'by paths',
      { data: [{ id: 'u1', name: 'Ada', mail: 'a@b.c' }], login: 'ada' },
      { subject: 'u1', name: 'Ada', username: 'ada', email: 'a@b.c' },
    ],
    ['by a number', { data: [{ id: 42 }] }, { subject: '42' }],
    ['not by a list', { data: [{ id: ['x'] }] }, {}],
    ['not by a truth', { data: [{ id: true }] }, {}],
    ['not by null', { data: null }, {}],
    ['not by a broken number', { data: [{ id: 1e300 }] }, {}],
    ['not by another list', { data: [] }, {}],
    ['not by a text’s places', { data: 'abc' }, {}],
    ['on one line', { login: 'a\u202e\nb' }, { username: 'a b' }],
    ['shortened', { login: 'x'.repeat(10_000) }, { username: 'x'.repeat(255) }],
  ])('%s', async (_row, answer, identity) => {
    expect((await report(jsonAnswer(200, answer))).identity).toEqual(identity);
  });

  test.each(['constructor.name', '__proto__.x', 'data.length', 'toString', 'data.0.__proto__'])(
    'not by what every object inherits: %s',
    async (subject) => {
      const whoAmI = { ...call, members: { subject } };
      expect((await report(jsonAnswer(200, { data: ['x'] }), { whoAmI })).identity).toEqual({});
    },
  );

  test('is not taken from a refusal', async () => {
    expect(await report(jsonAnswer(403, { login: 'eve' }))).toMatchObject({ accepted: false, identity: {} });
  });
});

describe('the answer', () => {
  test.each([200, 201, 204, 299])('%d is accepted', async (status) => {
    expect(await report(body('', status))).toMatchObject({
      status,
      accepted: true,
      url: 'https://api.example/users',
    });
  });

  test.each([400, 401, 403, 404, 429, 500, 503, 599])('%d is a report too', async (status) => {
    const answer = body('{"error":"no"}', status);
    expect(await report(answer)).toMatchObject({ status, accepted: false, answer: '{\n  "error": "no"\n}' });
  });

  test('with a flag of failure is a refusal, whatever its status', async () => {
    const slack = { whoAmI: call, dialect: { errors: { successFlag: 'ok' } } };
    expect((await report(jsonAnswer(200, { ok: false, error: 'invalid_auth' }), slack)).accepted).toBe(false);
    expect((await report(jsonAnswer(200, { ok: true }), slack)).accepted).toBe(true);
  });

  test.each([
    ['a text', 'all is well', 'all is well'],
    ['JSON', '{"a":[1,"é"]}', '{\n  "a": [\n    1,\n    "é"\n  ]\n}'],
    ['a page', '<p>\r\n  no\t</p>\n', '<p>\n  no </p>'],
    ['terminal codes', '\u001b[31mred\u0007', '[31mred'],
    ['turned text', 'a\u202eb', 'a b'],
    ['line separators', 'a\u2028b\rc', 'a\nb\nc'],
    ['nothing', '', ''],
    ['white space', ' \n ', ''],
    ['the token', `you sent ${token}!`, 'you sent [redacted]!'],
    [
      'the token in JSON, escaped',
      `{"${[...token].map((sign) => `\\u00${sign.charCodeAt(0).toString(16)}`).join('')}":1}`,
      '{\n  "[redacted]": 1\n}',
    ],
    ['the secret', secret, '[redacted]'],
    ['JSON that nests too deep', deepJson(40), deepJson(40)],
    ['half of JSON', '{"a":', '{"a":'],
  ])('is made plain: %s', async (_row, text, shown) => {
    expect((await report(body(text, 401))).answer).toBe(shown);
  });

  test.each([
    ['bytes that are no UTF-8', new Uint8Array([0x89, 0x50, 0xff])],
    ['bytes with zeros', new Uint8Array([0x61, 0, 0x62])],
    ['UTF-16', new Uint8Array(Buffer.from('hello', 'utf16le'))],
  ])('that is not text is not shown: %s', async (_row, bytes) => {
    expect((await report(body(bytes))).answer).toBe('(not text)');
  });

  test('is cut to 4,000 characters, and no part of the token stays at the end', async () => {
    const { answer } = await report(body(`${'x'.repeat(3_991)}${token} ${'y'.repeat(900_000)}`));
    expect(answer).toHaveLength(4_000);
    expect(answer.endsWith('x[redacted')).toBe(true);
    expect(JSON.stringify((await report(body(`${'x'.repeat(3_999)}🦊`))).answer)).toContain('\ufffd');
  });

  test.each<readonly [string, HttpResponse | Result<HttpResponse>, string]>([
    [
      'a redirect of the adapter',
      fail(appError('redirect_not_followed', { status: 302 })),
      'redirect_not_followed',
    ],
    [
      'a redirect',
      { ...body('', 307), headers: { location: `https://evil.example/?t=${token}` } },
      'redirect_not_followed',
    ],
    ['no network', fail(appError('network')), 'network'],
    ['no end', fail(appError('response_too_large')), 'response_too_large'],
  ])('is no report where there is %s', async (_row, answer, code) => {
    const { result } = await use(answer);
    expect(result).toMatchObject({ ok: false, error: { code } });
  });
});
