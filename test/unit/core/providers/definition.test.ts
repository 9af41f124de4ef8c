// Tests reading definitions of providers: what may be left out, and what is told of each thing that is wrong.
import { describe, expect, test } from 'vitest';
import { definitionText, parseDefinition } from '../../../../main/core/providers/definition.ts';
import type { DefinitionProblem } from '../../../../main/core/providers/definition-problem.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';

const minimal = {
  id: 'example',
  name: 'Example',
  endpoints: { authorization: 'https://example.com/authorize', token: 'https://example.com/token' },
};

/** A definition in which every rule is kept and every member is there that a rule is about. */
const whole = {
  ...minimal,
  $schema: './provider.schema.json',
  parameters: [
    { name: 'host', label: 'Host', hint: 'The server.', kind: 'url', default: 'https://example.com' },
    { name: 'shop', label: 'Shop', hint: 'The shop.', kind: 'segment', optional: true },
  ],
  issuer: '{host}',
  endpoints: {
    authorization: '{host}/authorize',
    token: 'https://{shop}.example.com/token',
    validation: 'https://example.com/validate',
  },
  mark: { path: 'M4 4h16v16H4Z', hue: 23 },
  registration: { url: 'https://example.com/apps#new', advice: 'Register an app.' },
  dashboard: 'https://example.com/apps',
  flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
  clientAuthentication: ['client_secret_basic'],
  redirect: {
    kind: 'loopback',
    match: 'exact',
    hostname: 'localhost',
    port: 3000,
    path: '/success',
    responseMode: 'form_post',
  },
  scopes: [{ name: 'read', meaning: 'Reading.', default: true }],
  apis: [{ name: 'Reading', scopes: ['read'] }],
  idTokenIssuer: 'https://login.example.com/{tid}/v2.0',
  whoAmI: {
    method: 'POST',
    url: '{host}/graphql',
    headers: { 'Client-Id': '{client_id}' },
    body: '{"query":"{ me { id } }"}',
    members: { subject: 'data.me.id', email: 'data.me.emails.0' },
  },
  validation: { scheme: 'OAuth', everyMinutes: 60, members: { expiresIn: 'expires_in' } },
  dialect: {
    tokenRequest: 'json',
    parameterNames: { token: { client_id: 'client_key' } },
    extraParameters: { authorize: { audience: 'api.example.com' } },
    headers: { token: { Accept: 'application/json' } },
    resent: { refresh: ['scope', 'redirect_uri'] },
    scopeSeparator: ',',
    errors: { code: 'error.code', meanings: { 'not yet': 'authorization_pending' } },
  },
  unconfirmed: ['redirect', 'endpoints.token', 'scopes.0.meaning', 'dialect.errors.meanings'],
};

function problemsOf(text: string): readonly DefinitionProblem[] {
  const read = parseDefinition(text);
  return read.ok ? [] : read.error;
}

function provider(definition: unknown): Provider {
  const read = parseDefinition(JSON.stringify(definition));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

describe('a definition by hand', () => {
  test('may leave out all that can be guessed', () => {
    expect(provider(minimal)).toEqual({
      ...minimal,
      summary: '',
      mark: { path: expect.stringMatching(/^M/), hue: expect.any(Number) },
      parameters: [],
      issuer: '',
      discovery: false,
      registration: { advice: expect.stringContaining('redirect URI') },
      flows: [{ kind: 'authorization_code', clientSecret: 'optional' }],
      clientAuthentication: ['client_secret_post', 'client_secret_basic'],
      redirect: {
        kind: 'loopback',
        match: 'any_port',
        hostname: '127.0.0.1',
        port: 0,
        path: '/callback/example',
      },
      scopes: [],
      refreshTokens: 'unknown',
      dialect: {},
      unconfirmed: [],
    });
  });

  test('gets a hue of its own that stays', () => {
    const hues = ['a', 'b', 'shop', 'work'].map((id) => provider({ ...minimal, id }).mark.hue);
    expect(new Set(hues).size).toBeGreaterThan(2);
    for (const hue of hues) expect(hue).toSatisfy((value: number) => value >= 0 && value < 24);
    expect(provider({ ...minimal, id: 'a' }).mark.hue).toBe(hues[0]);
  });

  test('keeps all that it says, but not what is for editors', () => {
    const { $schema: _forEditors, ...said } = whole;
    expect(provider(whole)).toMatchObject(said);
    expect(provider(whole)).not.toHaveProperty('$schema');
  });

  test('is the same after it was written out and read again', () => {
    const first = provider(whole);
    const text = definitionText(first);
    expect(text).toMatch(/^\{\n {2}"/);
    expect(text.endsWith('}\n')).toBe(true);
    expect(parseDefinition(text)).toEqual({ ok: true, value: first });
  });

  test('needs no client authentication where no flow has a secret', () => {
    const flows = [{ kind: 'authorization_code', clientSecret: 'none' }];
    expect(provider({ ...minimal, flows }).clientAuthentication).toEqual([]);
  });

  test('may be found by its issuer alone', () => {
    const { endpoints: _none, ...rest } = minimal;
    expect(provider({ ...rest, issuer: 'https://example.com', discovery: true }).endpoints).toEqual({});
  });

  test('may name servers of development on this computer', () => {
    const token = 'http://127.0.0.1:9000/token';
    const authorization = 'http://localhost:9000/authorize';
    expect(provider({ ...minimal, endpoints: { token, authorization } }).endpoints.token).toBe(token);
  });

  test.each([
    ['a byte order mark', `\ufeff${JSON.stringify(minimal)}`],
    ['a member twice, of which the last counts', JSON.stringify(minimal).replace('{', '{"id":"other",')],
    ['blanks and line breaks', `\r\n\t ${JSON.stringify(minimal, null, 4)}\n\n`],
  ])('may have %s', (_what, text) => {
    expect(parseDefinition(text)).toMatchObject({ ok: true, value: { id: 'example' } });
  });
});

type Change = Readonly<Record<string, unknown>>;
const parameter = whole.parameters[0];
const redirect = whole.redirect;
const whoAmI = whole.whoAmI;

/** What is changed in the whole definition, and the paths that are then told, in order. */
const wrong: readonly (readonly [what: string, change: Change, ...paths: string[]])[] = [
  ['an unknown member', { endpoint: {} }, 'endpoint'],
  ['an unknown endpoint', { endpoints: { ...whole.endpoints, tokn: 'https://a.b' } }, 'endpoints.tokn'],
  ['an id with capitals', { id: 'Example' }, 'id'],
  ['an id that leaves the folder', { id: '../../etc/passwd' }, 'id'],
  ['an id that is too long', { id: 'a'.repeat(41) }, 'id'],
  ['an id of a Windows device', { id: 'con' }, 'id'],
  ['an empty id', { id: '' }, 'id'],
  ['an id that is a number', { id: 7 }, 'id'],
  ['no name', { name: undefined }, 'name'],
  ['a name that is null', { name: null }, 'name'],
  ['a blank name', { name: '  ' }, 'name'],
  ['a name with a line break', { name: 'a\nb' }, 'name'],
  ['a name that turns the text around', { name: 'a\u202eb' }, 'name'],
  ['a name with a letter mark of Arabic', { name: 'a\u061cb' }, 'name'],
  ['a name with a blank that is not seen', { name: 'Git\u200bHub' }, 'name'],
  ['a name that is too long', { name: 'a'.repeat(61) }, 'name'],
  ['a summary that is a list', { summary: ['a'] }, 'summary'],
  ['a summary with a tab', { summary: 'a\tb' }, 'summary'],
  ['a hue out of range', { mark: { ...whole.mark, hue: 24 } }, 'mark.hue'],
  ['a hue with a fraction', { mark: { ...whole.mark, hue: 1.5 } }, 'mark.hue'],
  ['a hue below zero', { mark: { ...whole.mark, hue: -1 } }, 'mark.hue'],
  ['a mark with markup', { mark: { ...whole.mark, path: 'M0 0"/><script>' } }, 'mark.path'],
  ['a mark that does not begin', { mark: { ...whole.mark, path: 'L4 4' } }, 'mark.path'],
  ['a mark of great length', { mark: { ...whole.mark, path: `M${'0 '.repeat(1001)}` } }, 'mark.path'],
  ['parameters that are no list', { parameters: {} }, 'parameters'],
  [
    'a parameter with a bad name',
    {
      parameters: [parameter, { ...whole.parameters[1], name: 'Shop' }],
      endpoints: minimal.endpoints,
      validation: undefined,
      unconfirmed: [],
    },
    'parameters.1.name',
  ],
  ['a parameter of no kind', { parameters: [{ ...parameter, kind: 'host' }] }, 'parameters.0.kind'],
  [
    'a parameter that is optional: false',
    { parameters: [{ ...parameter, optional: false }] },
    'parameters.0.optional',
  ],
  ['a parameter twice', { parameters: [...whole.parameters, parameter] }, 'parameters.2.name'],
  [
    'a default that is not encrypted',
    { parameters: [{ ...parameter, default: 'http://example.com' }, whole.parameters[1]] },
    'parameters.0.default',
  ],
  ['a place of no parameter', { issuer: '{hots}' }, 'issuer'],
  [
    'an address inside of an address',
    { endpoints: { ...whole.endpoints, token: 'https://a.b/{host}' } },
    'endpoints.token',
  ],
  ['an entered host that is made part of another', { issuer: '{host}.elsewhere.example' }, 'issuer'],
  ['an entered host that is made a name', { issuer: '{host}@elsewhere.example/' }, 'issuer'],
  [
    'a place that is not closed',
    { endpoints: { ...whole.endpoints, token: 'https://a.b/{shop' } },
    'endpoints.token',
  ],
  [
    'an address that begins with a segment',
    { endpoints: { ...whole.endpoints, token: '{shop}.example.com/token' } },
    'endpoints.token',
  ],
  [
    'an endpoint that is not encrypted',
    { endpoints: { ...whole.endpoints, token: 'http://example.com/token' } },
    'endpoints.token',
  ],
  [
    'an endpoint that only seems to be on this computer',
    { endpoints: { ...whole.endpoints, token: 'http://localhost.example.com/' } },
    'endpoints.token',
  ],
  [
    'a script for an endpoint',
    { endpoints: { ...whole.endpoints, token: 'javascript:alert(1)' } },
    'endpoints.token',
  ],
  [
    'a file for an endpoint',
    { endpoints: { ...whole.endpoints, token: 'file:///etc/passwd' } },
    'endpoints.token',
  ],
  [
    'credentials in an endpoint',
    { endpoints: { ...whole.endpoints, token: 'https://me:secret@example.com/' } },
    'endpoints.token',
  ],
  [
    'a fragment in an endpoint',
    { endpoints: { ...whole.endpoints, token: 'https://example.com/#a' } },
    'endpoints.token',
  ],
  [
    'a blank in an endpoint',
    { endpoints: { ...whole.endpoints, token: 'https://example.com/a b' } },
    'endpoints.token',
  ],
  [
    'an endpoint without a host',
    { endpoints: { ...whole.endpoints, token: 'https:///token' } },
    'endpoints.token',
  ],
  ['an endpoint that is null', { endpoints: { ...whole.endpoints, token: null } }, 'endpoints.token'],
  [
    'an endpoint that is too long',
    { endpoints: { ...whole.endpoints, token: `https://a.b/${'a'.repeat(500)}` } },
    'endpoints.token',
  ],
  [
    'no token endpoint',
    { endpoints: { authorization: 'https://a.b', validation: 'https://a.b' }, unconfirmed: [] },
    'endpoints.token',
  ],
  [
    'a device flow without its endpoint',
    { flows: [{ kind: 'device_code', clientSecret: 'optional' }] },
    'endpoints.device_authorization',
  ],
  ['discovery from nowhere', { issuer: '', discovery: true }, 'issuer'],
  ['discovery as a text', { discovery: 'true' }, 'discovery'],
  [
    'a page of registration that is a script',
    { registration: { url: 'javascript:x', advice: 'a' } },
    'registration.url',
  ],
  ['registration without advice', { registration: {} }, 'registration.advice'],
  ['a dashboard with a strange place', { dashboard: '{nowhere}/apps' }, 'dashboard'],
  ['no flows', { flows: [] }, 'flows'],
  ['a flow of no kind', { flows: [{ kind: 'password', clientSecret: 'none' }] }, 'flows.0.kind'],
  ['a flow twice', { flows: [...whole.flows, ...whole.flows] }, 'flows.1.kind'],
  [
    'client credentials without a secret',
    { flows: [...whole.flows, { kind: 'client_credentials', clientSecret: 'optional' }] },
    'flows.1.clientSecret',
  ],
  ['a secret that cannot be sent', { clientAuthentication: [] }, 'clientAuthentication'],
  [
    'a way to send no secret',
    { flows: [{ kind: 'authorization_code', clientSecret: 'none' }] },
    'clientAuthentication',
  ],
  [
    'a client authentication twice',
    { clientAuthentication: ['client_secret_post', 'client_secret_post'] },
    'clientAuthentication.1',
  ],
  [
    'an unknown client authentication',
    { clientAuthentication: ['private_key_jwt'] },
    'clientAuthentication.0',
  ],
  ['a redirect of no kind', { redirect: { ...redirect, kind: 'custom' } }, 'redirect.kind'],
  ['a redirect to another computer', { redirect: { ...redirect, hostname: '0.0.0.0' } }, 'redirect.hostname'],
  ['a redirect path with a query', { redirect: { ...redirect, path: '/a?b' } }, 'redirect.path'],
  ['a redirect path without a slash', { redirect: { ...redirect, path: 'a' } }, 'redirect.path'],
  ['a port that there is not', { redirect: { ...redirect, port: 65_536 } }, 'redirect.port'],
  ['an exact redirect to any port', { redirect: { ...redirect, port: 0 } }, 'redirect.port'],
  ['any port, but one', { redirect: { ...redirect, match: 'any_port' } }, 'redirect.port'],
  [
    'a pasted redirect to this computer',
    { redirect: { kind: 'pasted', uri: 'http://localhost/x' } },
    'redirect.uri',
  ],
  [
    'a pasted redirect that is not encrypted',
    { redirect: { kind: 'pasted', uri: 'http://example.com/x' } },
    'redirect.uri',
  ],
  [
    'a pasted redirect with a port',
    { redirect: { kind: 'pasted', uri: 'https://a.b/', port: 1 } },
    'redirect.port',
  ],
  ['a scope with a blank', { scopes: [{ name: 'a b', meaning: 'A.' }] }, 'scopes.0.name'],
  ['a scope with a quotation mark', { scopes: [{ name: 'a"b', meaning: 'A.' }] }, 'scopes.0.name'],
  ['a scope with a comma between commas', { scopes: [{ name: 'a,b', meaning: 'A.' }] }, 'scopes.0.name'],
  ['a scope twice', { scopes: [...whole.scopes, ...whole.scopes] }, 'scopes.1.name'],
  ['a scope that is a text', { scopes: ['read'], unconfirmed: [] }, 'scopes.0'],
  [
    '301 scopes',
    { scopes: Array.from({ length: 301 }, (_, at) => ({ name: `s${at}`, meaning: 'A.' })) },
    'scopes',
  ],
  ['a comma in the scope of an API', { apis: [{ name: 'A', scopes: ['a,b'] }] }, 'apis.0.scopes.0'],
  ['an API twice', { apis: [...whole.apis, ...whole.apis] }, 'apis.1.name'],
  ['refresh tokens of no kind', { refreshTokens: 'sometimes' }, 'refreshTokens'],
  ['an issuer of ID tokens that is not encrypted', { idTokenIssuer: 'http://a.b/{tid}' }, 'idTokenIssuer'],
  ['a GET with a body', { whoAmI: { ...whoAmI, method: 'GET' } }, 'whoAmI.body'],
  ['a body that is not JSON', { whoAmI: { ...whoAmI, body: '{query}' } }, 'whoAmI.body'],
  ['a method that changes things', { whoAmI: { ...whoAmI, method: 'DELETE' } }, 'whoAmI.method'],
  ['who am I without a subject', { whoAmI: { ...whoAmI, members: {} } }, 'whoAmI.members.subject'],
  [
    'a path to a prototype',
    { whoAmI: { ...whoAmI, members: { subject: '__proto__.id' } } },
    'whoAmI.members.subject',
  ],
  [
    'a path that ends with a dot',
    { whoAmI: { ...whoAmI, members: { subject: 'data.' } } },
    'whoAmI.members.subject',
  ],
  [
    'an Authorization header',
    { whoAmI: { ...whoAmI, headers: { authorization: 'x' } } },
    'whoAmI.headers.authorization',
  ],
  [
    'a header with a strange place',
    { whoAmI: { ...whoAmI, headers: { 'X-A': '{client_secret}' } } },
    'whoAmI.headers.X-A',
  ],
  [
    'a validation without its endpoint',
    { endpoints: { authorization: 'https://a.b', token: 'https://a.b' } },
    'endpoints.validation',
  ],
  ['a validation endpoint that is not explained', { validation: undefined }, 'validation'],
  [
    'a validation every minute',
    { validation: { ...whole.validation, everyMinutes: 1 } },
    'validation.everyMinutes',
  ],
  [
    'a header that splits the request',
    { dialect: { headers: { token: { Accept: 'a\r\nX: b' } } }, unconfirmed: [] },
    'dialect.headers.token.Accept',
  ],
  [
    'a header with a colon',
    { dialect: { headers: { token: { 'A: b': 'c' } } }, unconfirmed: [] },
    'dialect.headers.token.A: b',
  ],
  [
    'a Host header',
    { dialect: { headers: { token: { Host: 'a' } } }, unconfirmed: [] },
    'dialect.headers.token.Host',
  ],
  [
    'a Content-Length header',
    { dialect: { headers: { refresh: { 'content-length': '0' } } }, unconfirmed: [] },
    'dialect.headers.refresh.content-length',
  ],
  [
    'a Cookie header',
    { dialect: { headers: { device: { Cookie: 'a=b' } } }, unconfirmed: [] },
    'dialect.headers.device.Cookie',
  ],
  [
    'an unknown phase',
    { dialect: { extraParameters: { login: {} } }, unconfirmed: [] },
    'dialect.extraParameters.login',
  ],
  [
    'a secret as an extra parameter',
    { dialect: { extraParameters: { token: { client_secret: 'x' } } }, unconfirmed: [] },
    'dialect.extraParameters.token.client_secret',
  ],
  [
    'a state of one’s own',
    { dialect: { extraParameters: { authorize: { state: 'x' } } }, unconfirmed: [] },
    'dialect.extraParameters.authorize.state',
  ],
  [
    'an extra parameter that is a number',
    { dialect: { extraParameters: { token: { a: 1 } } }, unconfirmed: [] },
    'dialect.extraParameters.token.a',
  ],
  [
    'a parameter’s name with a blank',
    { dialect: { parameterNames: { token: { client_id: 'a b' } } }, unconfirmed: [] },
    'dialect.parameterNames.token.client_id',
  ],
  [
    'two parameters of one name',
    { dialect: { parameterNames: { token: { client_id: 'a', code: 'a' } } }, unconfirmed: [] },
    'dialect.parameterNames.token',
  ],
  ['a body as XML', { dialect: { tokenRequest: 'xml' }, unconfirmed: [] }, 'dialect.tokenRequest'],
  [
    'scopes separated by semicolons',
    { dialect: { scopeSeparator: ';' }, unconfirmed: [] },
    'dialect.scopeSeparator',
  ],
  ['a plain challenge', { dialect: { pkce: 'plain' }, unconfirmed: [] }, 'dialect.pkce'],
  [
    'an expiry of no form',
    { dialect: { expiry: { member: 'expires', form: 'minutes' } }, unconfirmed: [] },
    'dialect.expiry.form',
  ],
  [
    'an error that means nothing',
    { dialect: { errors: { meanings: { a: 'bad' } } }, unconfirmed: [] },
    'dialect.errors.meanings.a',
  ],
  [
    'a meaning in capitals',
    { dialect: { errors: { meanings: { 'Bad Code': 'invalid_grant' } } }, unconfirmed: [] },
    'dialect.errors.meanings.Bad Code',
  ],
  [
    'something else resent',
    { dialect: { resent: { token: ['redirect_uri'] } }, unconfirmed: [] },
    'dialect.resent.token.0',
  ],
  ['something unconfirmed that is not there', { unconfirmed: ['endpoints.refresh'] }, 'unconfirmed.0'],
  ['an unconfirmed path that colours the terminal', { unconfirmed: ['\u001b[31mred'] }, 'unconfirmed.0'],
  ['a member that colours the terminal', { '\u001b[31mred': 1 }, '[31mred'],
  ['a prototype’s member as unconfirmed', { unconfirmed: ['constructor'] }, 'unconfirmed.0'],
  ['two things at once', { id: 'A', name: '' }, 'id', 'name'],
];

describe('what is wrong is told by its place, with a remedy', () => {
  test('the definition that is changed has nothing wrong', () => {
    expect(problemsOf(JSON.stringify(whole))).toEqual([]);
  });

  const rows = wrong.map(([what, change, ...paths]) => ({ what, change, paths }));
  test.each(rows)('$what', ({ change, paths }) => {
    const problems = problemsOf(JSON.stringify({ ...whole, ...change }));
    expect(problems.map(({ path }) => path)).toEqual(paths);
    for (const { problem, remedy } of problems) {
      expect(problem).toMatch(/^\S.*[^.]\.$/);
      expect(remedy).toMatch(/^\S.*[^.]\.$|^\S.*"\.$/);
      expect(problem + remedy).not.toMatch(/undefined|\[object|ZodError|Invalid (input|option)/);
    }
  });

  test.each([
    ['endpint', {}, 'endpoints'],
    ['Scopes', [], 'scopes'],
    ['refreshToken', 'kept', 'refreshTokens'],
    ['who_am_i', {}, 'whoAmI'],
  ])('for %s the nearest name is offered', (name, value, nearest) => {
    expect(problemsOf(JSON.stringify({ ...minimal, [name]: value }))).toEqual([
      {
        path: name,
        problem: 'There is no such member.',
        remedy: `Did you mean “${nearest}”? Otherwise remove it.`,
      },
    ]);
  });

  test('for a name that is near to none all are listed', () => {
    const [problem] = problemsOf(
      JSON.stringify({ ...minimal, mark: { path: 'M0 0', hue: 1, colour: 'red' } }),
    );
    expect(problem).toMatchObject({ path: 'mark.colour', remedy: 'Remove it. Known here: “path”, “hue”.' });
  });

  test('a type is named by what is there and what should be', () => {
    expect(problemsOf(JSON.stringify({ ...minimal, name: 7, scopes: 'read' }))).toEqual([
      { path: 'name', problem: 'This is a number.', remedy: 'Write a text in quotation marks.' },
      { path: 'scopes', problem: 'This is a text.', remedy: 'Write a list in square brackets.' },
    ]);
  });

  test('the limit that is told is the member’s own', () => {
    const [name, summary] = problemsOf(JSON.stringify({ ...minimal, name: 'a\n', summary: 'a\n' }));
    expect(name?.problem).toContain('60');
    expect(summary?.problem).toContain('300');
  });

  test('a member called __proto__ is told and changes nothing', () => {
    const text = JSON.stringify(minimal).replace('{', '{"__proto__":{"discovery":true},');
    expect(problemsOf(text).map(({ path }) => path)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('discovery');
  });

  test('a secret that stands in the wrong place is not repeated', () => {
    const told = JSON.stringify([
      ...problemsOf(JSON.stringify({ ...minimal, client_secret: 's3cr3t' })),
      ...problemsOf(
        JSON.stringify({ ...whole, dialect: { extraParameters: { token: { client_secret: 's3cr3t' } } } }),
      ),
      ...problemsOf(JSON.stringify({ ...minimal, endpoints: { token: 'https://a:s3cr3t@b.c/' } })),
    ]);
    expect(told).not.toContain('s3cr3t');
  });
});

describe('texts that are no definition', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t', 'empty'],
    ['a list', '[]', 'a list'],
    ['a text', '"example"', 'a text'],
    ['null', 'null', 'null'],
    ['a number', '7', 'a number'],
    ['JavaScript', '{id: "example"}', 'Line 1, column 2'],
    ['single quotes', "{'id': 'example'}", 'Line 1, column 2'],
    ['a comment', '{\n  // mine\n}', 'Line 2, column 3'],
    ['a comma too many', '{\n  "id": "a",\n}', 'Line 3, column 1'],
    ['a comma too few', '{\n  "id": "a"\n  "name": "b"\n}', 'Line 3, column 3'],
    ['an open end', '{\n  "id": "a"', 'Line 2, column 12'],
    ['an open text', '{"id": "a', 'Line 1, column 10'],
    ['a line break in a text', '{"id": "a\nb"}', 'Line 1, column 10'],
    ['a bad escape', '{"id": "\\x41"}', 'Line 1, column 9'],
    ['NaN', '{"mark": NaN}', 'Line 1, column 10'],
    ['two definitions', '{}{}', 'Line 1, column 3'],
    ['YAML', 'id: example', 'Line 1, column 1'],
    ['markup', '<!doctype html>', 'Line 1, column 1'],
    ['33 levels', `{"notes": ${nested(33)}}`, '32 deep'],
    ['100,000 levels', `{"notes": ${nested(100_000)}}`, '32 deep'],
    ['a quarter of a million open brackets', '['.repeat(262_144), 'Line 1, column 262145'],
    ['more than 256 KiB', JSON.stringify({ ...minimal, notes: ['a'.repeat(262_144)] }), '256 KiB'],
  ])('%s', (_what, text, told) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe('');
    expect(problems[0]?.problem).toContain(told);
    expect(problems[0]?.remedy).toMatch(/\.$/);
  });

  test('no more than 50 problems are told', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`member${at}`, at]));
    expect(problemsOf(JSON.stringify({ ...minimal, ...many }))).toHaveLength(50);
  });
});
