// The third seed document, the inspection of a JWT access token, with its literal values.
import { describe, expect, it } from 'vitest';
import { explain } from '../../../main/core/oauth/claims.ts';
import { inspectToken } from '../../../main/core/oauth/inspection.ts';

describe('inspection of a JWT', () => {
  const sample =
    'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c3JfMTIzIiwic2NvcGUiOiJyZWFkOnVzZXIiLCJleHAiOjE3MTA2OTYwMDB9.signature';

  it('decodes the document’s token', () => {
    expect(inspectToken(sample)).toEqual({
      kind: 'signed',
      header: { alg: 'RS256', typ: 'JWT' },
      claims: { sub: 'usr_123', scope: 'read:user', exp: 1_710_696_000 },
    });
  });

  it('explains the document’s claims, with expiry as a moment', () => {
    const explained = explain({
      sub: 'usr_123',
      iss: 'https://auth.example.com',
      aud: 'https://api.example.com',
      scope: 'read:user read:email',
      exp: 1_710_696_000,
      iat: 1_710_692_400,
      jti: 'V1StGXR8_Z5jdHi6B',
    });
    expect(explained.every(({ meaning }) => meaning !== undefined)).toBe(true);
    const exp = explained.find(({ name }) => name === 'exp');
    // The document says 2024-03-17T12:00:00Z here, which its own number is not.
    expect(new Date(exp?.at ?? 0).toISOString()).toBe('2024-03-17T17:20:00.000Z');
  });
});
