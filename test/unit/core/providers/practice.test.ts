import { expect, it } from 'vitest';
import { practiceProvider } from '../../../../main/core/providers/practice.ts';

it.each([
  {},
  { TOKENDECK_PRACTICE_ISSUER: 'http://127.0.0.1:4000' },
  { TOKENDECK_PRACTICE_CLIENT_ID: 'x' },
  { TOKENDECK_PRACTICE_ISSUER: '', TOKENDECK_PRACTICE_CLIENT_ID: '' },
])('there is no practice provider in the environment %j', (environment) => {
  expect(practiceProvider(environment)).toBeUndefined();
});

it('the practice provider has the issuer and the client that the environment names', () => {
  const practice = practiceProvider({
    TOKENDECK_PRACTICE_ISSUER: 'http://127.0.0.1:4000',
    TOKENDECK_PRACTICE_CLIENT_ID: 'desktop',
  });
  expect(practice).toMatchObject({
    clientId: 'desktop',
    provider: { id: 'practice', issuer: 'http://127.0.0.1:4000' },
  });
});
