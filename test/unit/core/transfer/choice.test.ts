// Which of two sets of tokens for one account is kept: no hope of renewal is given up.
import { expect, it } from 'vitest';
import type { Account, Health } from '../../../../main/core/accounts/account.ts';
import { appError, type ErrorCode } from '../../../../main/core/errors.ts';
import { choose } from '../../../../main/core/transfer/choice.ts';
import { exampleAccount, exampleTokens } from '../../../support/vault-examples.ts';

const now = 1_800_000_000_000;
const hour = 3_600_000;

function held(text: string, members: Partial<Account> = {}) {
  const account = exampleAccount('a1', { issuedAt: now - hour, expiresAt: now + hour, ...members });
  const tokens = exampleTokens(text);
  return {
    account,
    tokens: account.hasRefreshToken ? tokens : { ...tokens, refreshToken: undefined },
  };
}

function dead(code: ErrorCode, since = now - 1): { readonly health: Health } {
  return { health: { kind: 'sign_in_again', error: appError(code), since } };
}

const older = { issuedAt: now - 2 * hour };
const newer = { issuedAt: now - 1000 };
const over = { expiresAt: now };
const lasting = { hasRefreshToken: false };

it.each<readonly [what: string, ours: Partial<Account>, theirs: Partial<Account>, choice: string]>([
  ['newer', {}, newer, 'updated'],
  ['older', {}, older, 'kept'],
  ['of a clock that is a little ahead', {}, { issuedAt: now + 60_000 }, 'updated'],
  ['issued in the future, which proves nothing', {}, { issuedAt: now + 60_001 }, 'kept'],
  ['issued a day in the future, as ours', { issuedAt: now + hour }, { issuedAt: now + 24 * hour }, 'kept'],
  ['issued in the future, where ours are over', { ...lasting, ...over }, { issuedAt: now + hour }, 'updated'],
  [
    'issued in the future, after a revocation here',
    { ...dead('revoked'), ...over },
    { issuedAt: now + hour },
    'kept',
  ],
  ['of the same moment', {}, {}, 'kept'],
  [
    'newer and failing for now',
    {},
    { ...newer, health: { kind: 'failing', error: appError('network'), attempts: 1, retryAt: now } },
    'updated',
  ],
  ['newer without refresh token', {}, { ...newer, ...lasting }, 'kept'],
  ['newer with a dead refresh token', {}, { ...newer, ...dead('invalid_grant') }, 'kept'],
  ['newer with a refresh token that has run out', {}, { ...newer, refreshExpiresAt: now }, 'kept'],
  ['newer and renewable, where ours are not', lasting, newer, 'updated'],
  ['newer without refresh token, as ours', lasting, { ...newer, ...lasting }, 'updated'],
  ['newer and of no use, where ours are', lasting, { ...newer, ...lasting, ...over }, 'kept'],
  [
    'newer and rejected, where ours are not',
    lasting,
    { ...newer, ...lasting, ...dead('token_rejected') },
    'kept',
  ],
  ['newer and of no use, as ours', { ...lasting, ...over }, { ...newer, ...lasting, ...over }, 'updated'],
  ['older and renewable, where ours are of use', lasting, older, 'kept'],
  ['older and renewable, where ours are over', { ...lasting, ...over }, older, 'updated'],
  [
    'older and renewable, where ours are dead and over',
    { ...dead('invalid_grant'), ...over },
    older,
    'updated',
  ],
  ['older and renewable, where ours were refused but are of use', dead('invalid_grant'), older, 'kept'],
  ['older than a revocation here', { ...dead('revoked'), ...over }, older, 'kept'],
  ['newer than a revocation here', { ...dead('revoked', now - hour), ...over }, newer, 'updated'],
  [
    'older and dead, as ours',
    { ...dead('invalid_grant'), ...over },
    { ...older, ...dead('invalid_grant'), ...over },
    'kept',
  ],
  [
    'older, while ours fail for now',
    { ...over, health: { kind: 'failing', error: appError('network'), attempts: 9, retryAt: now } },
    older,
    'kept',
  ],
  ['older, while the client of ours is refused', { ...over, ...dead('invalid_client') }, older, 'kept'],
  [
    'newer of a client that signs in as itself',
    { origin: 'client_credentials', ...lasting },
    { ...newer, origin: 'client_credentials', ...lasting },
    'updated',
  ],
])('%s', (_what, ours, theirs, choice) => {
  expect(choose(held('ours', ours), held('theirs', theirs), now)).toBe(choice);
});

it('the same tokens are unchanged, whatever is said of them', () => {
  expect(choose(held('same'), held('same', newer), now)).toBe('unchanged');
  expect(choose(held('same', dead('invalid_grant')), held('same', newer), now)).toBe('unchanged');
});
