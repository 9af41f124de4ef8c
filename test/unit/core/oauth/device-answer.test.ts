import { describe, expect, test } from 'vitest';
import { readDeviceAuthorization } from '../../../../main/core/oauth/device-answer.ts';

const strict = { dangerouslyAllowHttpOnLoopback: false };
const good = {
  device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://example.com/device',
  verification_uri_complete: 'https://example.com/device?user_code=WDJB-MJHT',
  expires_in: 1800,
  interval: 5,
};
const read = (changes: object, rule = strict) => readDeviceAuthorization({ ...good, ...changes }, rule);

describe('a device authorization answer', () => {
  test('as RFC 8628 section 3.2 has it', () => {
    const answer = readDeviceAuthorization(good, strict);
    expect(answer.ok && { ...answer.value, deviceCode: answer.value.deviceCode.reveal() }).toEqual({
      deviceCode: good.device_code,
      userCode: 'WDJB-MJHT',
      verificationUri: good.verification_uri,
      verificationUriComplete: good.verification_uri_complete,
      lifetimeMs: 1_800_000,
      intervalMs: 5_000,
    });
  });

  test('as Google sends it', () => {
    const answer = read({ verification_uri: undefined, verification_url: 'https://www.google.com/device' });
    expect(answer.ok && answer.value.verificationUri).toBe('https://www.google.com/device');
  });

  test.each([
    ['missing', undefined, 5],
    ['null', null, 5],
    ['0', 0, 5],
    ['negative', -3, 5],
    ['no number', 'soon', 5],
    ['an object', {}, 5],
    ['not a number', Number.NaN, 5],
    ['a numeric text', '7', 7],
    ['a fraction', 2.5, 2.5],
    ['next to nothing', 0.001, 1],
    ['huge', 1e9, 300],
    ['infinite', Number.POSITIVE_INFINITY, 5],
  ])('with an interval that is %s', (_what, interval, seconds) => {
    const answer = read({ interval });
    expect(answer.ok && answer.value.intervalMs).toBe(seconds * 1000);
  });

  test.each([
    ['missing', undefined, 900],
    ['a numeric text', '600', 600],
    ['huge', 1e12, 3600],
    ['short', 1, 1],
  ])('with a lifetime that is %s', (_what, expires_in, seconds) => {
    const answer = read({ expires_in });
    expect(answer.ok && answer.value.lifetimeMs).toBe(seconds * 1000);
  });

  test.each([
    'javascript:alert(1)',
    'http://example.com/device?user_code=1',
    'https://user:password@example.com/',
    'not an address',
    '',
    7,
    `https://example.com/${'x'.repeat(9000)}`,
    `https://example.com/device?device_code=${good.device_code}`,
  ])(
    'with a complete address that must not be opened, %j, is good without it',
    (verification_uri_complete) => {
      const answer = read({ verification_uri_complete });
      expect(answer.ok && answer.value).toMatchObject({
        verificationUri: good.verification_uri,
        verificationUriComplete: undefined,
      });
    },
  );

  test('is refused with an address that gives the device code away', () => {
    expect(read({ verification_uri: `https://example.com/device/${good.device_code}` })).toMatchObject({
      ok: false,
      error: { code: 'malformed_response', detail: 'its verification_uri has the device_code in it' },
    });
  });

  test('may name plain http on this computer only where that is allowed', () => {
    const verification_uri = 'http://127.0.0.1:4000/device';
    expect(read({ verification_uri })).toMatchObject({ ok: false, error: { code: 'insecure_url' } });
    expect(read({ verification_uri }, { dangerouslyAllowHttpOnLoopback: true })).toMatchObject({ ok: true });
    const elsewhere = { verification_uri: 'http://example.com/device' };
    expect(read(elsewhere, { dangerouslyAllowHttpOnLoopback: true })).toEqual({
      ok: false,
      error: { code: 'insecure_url', detail: 'http://example.com' },
    });
  });
});

describe('an answer that is of no use', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a list', [good]],
    ['a text', 'WDJB-MJHT'],
    ['without device_code', { ...good, device_code: undefined }],
    ['with an empty device_code', { ...good, device_code: '' }],
    ['with a device_code that is no text', { ...good, device_code: 7 }],
    ['with a line break in its device_code', { ...good, device_code: 'a\r\nb' }],
    ['without user_code', { ...good, user_code: undefined }],
    ['with an empty user_code', { ...good, user_code: '' }],
    ['with a number as user_code', { ...good, user_code: 1234 }],
    ['with a control character in its user_code', { ...good, user_code: 'AB\u001b[31mCD' }],
    ['with a turning mark in its user_code', { ...good, user_code: 'AB\u202eCD' }],
    ['with a line break in its user_code', { ...good, user_code: 'AB\nCD' }],
    ['with a user_code of 10 MB', { ...good, user_code: 'A'.repeat(10_000_000) }],
    ['without an address', { ...good, verification_uri: undefined }],
    ['with an address that is none', { ...good, verification_uri: 'device' }],
    ['with an address that is a script', { ...good, verification_uri: 'javascript:alert(1)' }],
    ['with an address that is a file', { ...good, verification_uri: 'file:///etc/passwd' }],
    ['with a negative lifetime', { ...good, expires_in: -1 }],
    ['with no lifetime at all', { ...good, expires_in: 0 }],
    ['with a lifetime that is no number', { ...good, expires_in: 'long' }],
  ])('%s', (_what, answer) => {
    expect(readDeviceAuthorization(answer, strict)).toMatchObject({
      ok: false,
      error: { code: 'malformed_response' },
    });
  });
});
