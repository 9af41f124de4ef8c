// Command line. Signing in: the address is opened and printed, the answer is waited for, Ctrl-C cancels.
import type { AccountService } from '../core/accounts/service.ts';
import type { SignInRequest, SignInState } from '../core/accounts/sign-in.ts';
import { appError } from '../core/errors.ts';
import type { Provider } from '../core/providers/provider.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Secret } from '../core/secret.ts';
import type { LoginCommand } from './command.ts';
import { plain } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

/** The preset of this issuer, otherwise that of any OpenID provider: the one whose issuer is entered. */
function providerFor(providers: readonly Provider[], issuer: string): Provider | undefined {
  const trimmed = (text: string | undefined) => text?.replace(/\/$/, '');
  return (
    providers.find((provider) => trimmed(provider.issuer) === trimmed(issuer)) ??
    providers.find((provider) => provider.issuer === undefined)
  );
}

/** The command as the core's request. Errors: `internal` where there is no preset for any provider. */
export function loginRequest(
  command: LoginCommand,
  providers: readonly Provider[],
  secret: Secret | undefined,
): Result<SignInRequest> {
  const provider = providerFor(providers, command.issuer);
  if (provider === undefined) return fail(appError('internal'));
  return ok({
    providerId: provider.id,
    issuer: command.issuer,
    clientId: command.clientId,
    clientSecret: secret,
    clientAuthentication: command.clientAuthentication ?? 'none',
    scopes: command.scopes ?? provider.defaultScopes,
    redirect: { ...provider.redirect, port: command.redirectPort ?? provider.redirect.port },
    label: command.name,
    dangerouslyAllowHttpOnLoopback: command.dangerouslyAllowHttpOnLoopback,
  });
}

/** Says each stage of a sign-in once. */
function progressTeller(terminal: Pick<Terminal, 'err'>): (state: SignInState) => void {
  const said = new Set<string>();
  const once = (stage: string, text: string): void => {
    if (!said.has(stage)) terminal.err(text);
    said.add(stage);
  };
  return (state) => {
    switch (state.kind) {
      case 'preparing':
        return once('preparing', 'Asking the provider how to sign in.\n');
      case 'waiting':
        once(
          'waiting',
          `Sign in with your browser. If it does not open by itself, open this address on this computer:\n\n${plain(state.url)}\n\nWaiting for the answer at ${plain(state.redirectUri)}; Ctrl-C cancels.\nIf the browser shows an error, compare the client ID and the redirect URI ${plain(state.redirectUri)} with the registration.\n`,
        );
        if (state.browserError !== undefined)
          once('browser', 'No browser could be opened here: open the address above yourself.\n');
        return;
      case 'exchanging':
        return once('exchanging', 'Fetching the tokens.\n');
      case 'done':
      case 'failed':
        return;
    }
  };
}

/** Signs in and returns the last state. `onCancel` is given the way to cancel. */
export async function signIn(
  accounts: AccountService,
  request: SignInRequest,
  terminal: Terminal,
  onCancel: (cancel: () => void) => void,
): Promise<Extract<SignInState, { kind: 'done' | 'failed' }>> {
  const tell = progressTeller(terminal);
  const running = accounts.beginSignIn(request, (changed) => tell(changed.state));
  onCancel(() => running.cancel());
  tell(running.state);
  return running.finished;
}
