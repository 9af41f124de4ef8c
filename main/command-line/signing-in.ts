// Command line. A sign-in from its beginning to its end: progress is told, an address may be pasted, Ctrl-C cancels.
import type { SignIn, SignInState } from '../core/accounts/sign-in.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { accountJson } from './account-text.ts';
import { type CommandParts, type Done, done, failed, print, standingOf } from './command-parts.ts';
import { errorText } from './failure.ts';
import { plain } from './plain-text.ts';
import { progressTeller } from './sign-in-progress.ts';

interface Options {
  readonly paste: boolean;
  readonly json: boolean;
}

type Begin = (onChange: (signIn: SignIn) => void) => Result<SignIn> | Promise<Result<SignIn>>;

/** Reads addresses until one is taken or the sign-in ends by itself. */
async function readAddresses({ terminal }: CommandParts, signIn: SignIn): Promise<void> {
  while (signIn.state.kind === 'waiting') {
    const line = await terminal.readLine();
    const { state } = signIn;
    if (state.kind !== 'waiting') return;
    if (line === undefined) {
      // Where something listens the answer may still come.
      if (!state.isPasted) return;
      terminal.err('Standard input ended before an address was pasted.\n');
      signIn.cancel();
      return;
    }
    if (line.trim() === '') continue;
    const taken = signIn.paste(line.trim());
    if (taken.ok) return;
    terminal.err(errorText(taken.error));
  }
}

/** Signs in, says who it is and how long it lasts. Errors: those of the sign-in. */
export async function signInToEnd(parts: CommandParts, begin: Begin, { paste, json }: Options): Done {
  const { terminal, clock } = parts;
  const tell = progressTeller({ terminal, now: clock.now, paste });
  let isReading = false;
  const follow = (signIn: SignIn): void => {
    const { state } = signIn;
    tell(state);
    if (state.kind !== 'waiting' || isReading || !(paste || state.isPasted)) return;
    isReading = true;
    void readAddresses(parts, signIn);
  };
  const begun = await begin(follow);
  if (!begun.ok) return failed(begun);
  parts.onCancel(() => begun.value.cancel());
  follow(begun.value);
  const end = lastOf(await begun.value.finished);
  if (!end.ok) return failed(end);
  const account = end.value;
  if (!account.hasRefreshToken && account.origin !== 'client_credentials')
    terminal.err('The provider gave no refresh token: sign in again once this access token has run out.\n');
  print(parts, json, accountJson(standingOf(parts, account), clock.now()), `${plain(account.label)}\n`);
  return done();
}

function lastOf(state: Extract<SignInState, { kind: 'done' | 'failed' }>) {
  return state.kind === 'done' ? ok(state.account) : fail(state.error);
}
