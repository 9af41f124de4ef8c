// Window. Whose account it is, and at which provider. Each keeps the direction of its writing to itself.
import type { AccountView } from '../../preload/contract.ts';

export function Whose({ account }: { readonly account: AccountView }) {
  const { identity, label, providerName } = account;
  return (
    <>
      {identity !== '' && identity !== label && (
        <>
          <bdi>{identity}</bdi> ·{' '}
        </>
      )}
      <bdi>{providerName}</bdi>
    </>
  );
}
