import { expect, test } from 'vitest';
import type { CommandParts } from '../../../main/command-line/command-parts.ts';
import { signInToEnd } from '../../../main/command-line/signing-in.ts';
import type { Account } from '../../../main/core/accounts/account.ts';
import type { SignIn, SignInState } from '../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../main/core/errors.ts';
import { fail, ok } from '../../../main/core/result.ts';
import { exampleAccount } from '../../support/vault-examples.ts';

type Last = Extract<SignInState, { kind: 'done' | 'failed' }>;

const waiting: Extract<SignInState, { kind: 'waiting' }> = {
  kind: 'waiting',
  url: 'https://id.example/auth?state=x',
  redirectUri: 'https://app.example/done',
  isPasted: true,
  deadline: 0,
  browserError: undefined,
};

/** A sign-in that waits until the right address is pasted, or until it is cancelled. */
function signInThat(state: SignInState, account: Account = exampleAccount('a')) {
  const end = Promise.withResolvers<Last>();
  const pasted: string[] = [];
  let now = state;
  const finish = (last: Last): void => {
    now = last;
    end.resolve(last);
  };
  const signIn: SignIn = {
    id: 'x',
    get state() {
      return now;
    },
    finished: end.promise,
    openAgain: async () => undefined,
    paste(address) {
      pasted.push(address);
      if (address !== 'https://app.example/done?code=right') return fail(appError('state_mismatch'));
      finish({ kind: 'done', account });
      return ok();
    },
    cancel: () => finish({ kind: 'failed', error: appError('cancelled') }),
  };
  return { signIn, pasted, finish };
}

function partsWith(lines: readonly string[]) {
  const left = [...lines];
  let out = '';
  let err = '';
  let cancel: () => void = () => undefined;
  const parts = {
    terminal: {
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      readLine: async () => left.shift(),
      pictureColumns: undefined,
    },
    clock: { now: () => 0 },
    services: { accounts: { status: () => ({ kind: 'valid' }) } },
    onCancel: (next: () => void) => {
      cancel = next;
    },
  } as unknown as CommandParts;
  return { parts, left, out: () => out, err: () => err, cancel: () => cancel() };
}

const plainly = { paste: false, json: false };

test('where nothing listens the address is read, a wrong one told, and asked for again', async () => {
  const { signIn, pasted } = signInThat(waiting);
  const lines = ['', '  ', 'https://app.example/done?code=hunter2', ' https://app.example/done?code=right '];
  const { parts, out, err } = partsWith(lines);
  expect(await signInToEnd(parts, () => ok(signIn), plainly)).toEqual({ ok: true, value: 0 });
  expect(pasted).toEqual(['https://app.example/done?code=hunter2', 'https://app.example/done?code=right']);
  expect(err()).toContain('does not belong to this sign-in');
  expect(err()).not.toContain('hunter2');
  expect(out()).toBe('Account a\n');
});

test('where nothing listens and nothing comes any more it ends', async () => {
  const { signIn } = signInThat(waiting);
  const { parts, out, err } = partsWith([]);
  expect(await signInToEnd(parts, () => ok(signIn), plainly)).toMatchObject({
    ok: false,
    error: { error: { code: 'cancelled' } },
  });
  expect(err()).toContain('Standard input ended before an address was pasted.');
  expect(out()).toBe('');
});

test('where something listens the end of standard input ends nothing', async () => {
  const { signIn, finish } = signInThat({ ...waiting, isPasted: false });
  const { parts } = partsWith([]);
  const ended = signInToEnd(parts, () => ok(signIn), { paste: true, json: false });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(signIn.state.kind).toBe('waiting');
  finish({ kind: 'done', account: exampleAccount('a') });
  expect(await ended).toMatchObject({ ok: true });
});

test('standard input is left alone where no address is asked for', async () => {
  const { signIn, finish } = signInThat({ ...waiting, isPasted: false });
  const { parts, left } = partsWith(['kept']);
  const ended = signInToEnd(parts, () => ok(signIn), plainly);
  finish({ kind: 'done', account: exampleAccount('a') });
  await ended;
  expect(left).toEqual(['kept']);
});

test('Ctrl-C cancels', async () => {
  const { signIn } = signInThat({ ...waiting, isPasted: false });
  const { parts, cancel } = partsWith([]);
  const ended = signInToEnd(parts, () => ok(signIn), plainly);
  await Promise.resolve();
  cancel();
  expect(await ended).toMatchObject({ error: { error: { code: 'cancelled' } } });
});

test.each<[Partial<Account>, boolean]>([
  [{ hasRefreshToken: false }, true],
  [{ hasRefreshToken: true }, false],
  [{ hasRefreshToken: false, origin: 'client_credentials' }, false],
])('%j: whether a missing refresh token is told: %s', async (more, isTold) => {
  const { signIn, finish } = signInThat({ kind: 'preparing' });
  finish({ kind: 'done', account: exampleAccount('a', more) });
  const { parts, err } = partsWith([]);
  await signInToEnd(parts, () => ok(signIn), plainly);
  expect(err().includes('no refresh token')).toBe(isTold);
});

test('what stands in the way of beginning is the failure', async () => {
  const { parts } = partsWith([]);
  expect(await signInToEnd(parts, () => fail(appError('not_allowed')), plainly)).toMatchObject({
    error: { error: { code: 'not_allowed' } },
  });
});
