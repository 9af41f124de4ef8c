// The store in memory does what the real one does; otherwise tests over it would prove nothing.
import { memoryVaultStore } from '../../../support/memory-vault-store.ts';
import { testVaultStore } from '../../../support/vault-store-contract.ts';

testVaultStore('memory', () => {
  const store = memoryVaultStore();
  return [store, store.connect()];
});
