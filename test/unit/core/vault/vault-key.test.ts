import { expect, test } from 'vitest';
import { unlock } from '../../../../main/core/vault/vault-key.ts';
import { fakeClock } from '../../../support/fake-clock.ts';
import { fakeKeychain } from '../../../support/fake-keychain.ts';
import { fakeRandom } from '../../../support/fake-random.ts';
import { memoryVaultStore } from '../../../support/memory-vault-store.ts';
import { okValue } from '../../../support/result.ts';

test('a turn that seems to last for a day is waited for no longer than any turn lasts', async () => {
  const clock = fakeClock();
  const store = memoryVaultStore();
  const keychain = fakeKeychain();
  okValue(store.takeLease('vault key', 'killed', clock.now(), clock.now() + 86_400_000));
  let isOpen = false;
  const unlocked = unlock({ store, keychain, clock, random: fakeRandom() }).then((sealer) => {
    isOpen = true;
    return sealer;
  });
  await expect.poll(() => clock.timers().length).toBe(1);
  await clock.advance(29_000);
  expect([isOpen, keychain.calls.write]).toEqual([false, 0]);
  await clock.advance(2_000);
  okValue(await unlocked);
  expect(keychain.calls.write).toBe(1);
  expect(okValue(store.takeLease('vault key', 'next', clock.now(), clock.now() + 1)).kind).toBe('taken');
});
