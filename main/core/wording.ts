// Pure. The one wording of each coded error, used by the window and the command line alike.
import type { AppError, ErrorCode, ProviderWords } from './errors.ts';

/** `what` happened and the `remedy` to try, each one plain sentence or two. */
export interface Wording {
  readonly what: string;
  readonly remedy: string;
}

type Words = (
  detail: string | undefined,
  status: number | undefined,
) => readonly [what: string, remedy: string];

/** `before` and the detail, or `otherwise` where there is none. */
function naming(detail: string | undefined, before: string, otherwise: string): string {
  return detail === undefined ? otherwise : `${before} ${detail}`;
}

/** ` (HTTP 503 from id.example)`, as far as it is known. */
function answered(status: number | undefined, host?: string): string {
  if (status === undefined) return host === undefined ? '' : ` (${host})`;
  return host === undefined ? ` (HTTP ${status})` : ` (HTTP ${status} from ${host})`;
}

const tryLater = 'Try again in a little while.';
const checkClient = 'Compare the client ID, the secret and the way it is sent with what is registered there.';

const wordings: Readonly<Record<ErrorCode, Words>> = {
  network: (detail) => [
    detail === undefined
      ? 'The provider could not be reached.'
      : `The provider could not be reached: ${detail}.`,
    'Check the connection and the address, then try again.',
  ],
  timeout: (detail) => [`${naming(detail, 'No answer in time from', 'No answer came in time')}.`, tryLater],
  cancelled: () => ['This was cancelled.', 'Start it again when you are ready.'],
  response_too_large: (detail) => [
    `${naming(detail, 'The answer was larger than 1 MiB and was not read, from', 'The answer was larger than 1 MiB and was not read')}.`,
    'Check that the address is that of an authorization server.',
  ],
  redirect_not_followed: (detail) => [
    `The provider answered with a redirect${detail === undefined ? '' : ` to ${detail}`}, which is not followed with credentials.`,
    'Enter the address that it redirects to, if you trust it.',
  ],
  rate_limited: () => [
    'The provider says that there were too many requests.',
    'Wait a while before you try again; what is refreshed by itself is tried again when the provider allows.',
  ],
  server_error: (host, status) => [`The provider has a fault of its own${answered(status, host)}.`, tryLater],
  malformed_response: (detail, status) => [
    `${naming(detail, 'The provider’s answer could not be understood:', 'The provider’s answer could not be understood')}${
      detail?.includes(`${status}`) ? '' : answered(status)
    }.`,
    'Check that the address is that of an authorization server; otherwise tell its operators.',
  ],
  insecure_url: (detail) => [
    `${naming(detail, 'This address is not protected by https:', 'An address is not protected by https')}.`,
    'Use an https address. For a development server on this computer, plain http can be allowed when adding the account.',
  ],
  invalid_url: (detail) => [
    `${naming(detail, 'This is not a usable address:', 'This is not a usable address')}.`,
    'Correct the address.',
  ],
  discovery_failed: (detail) => [
    `${naming(detail, 'No OpenID configuration was found at', 'No OpenID configuration was found')}.`,
    'Check the issuer’s address: it is the part before /.well-known/openid-configuration.',
  ],
  issuer_mismatch: (detail) => [
    detail === undefined
      ? 'The answer names another issuer than the one asked.'
      : `The answer names another issuer than the one asked: ${detail}.`,
    'Enter the issuer exactly as the provider writes it. If it is right, do not sign in there: somebody may be in between.',
  ],
  unsupported_by_server: (detail) => [
    `${naming(detail, 'The provider does not offer', 'The provider does not offer what is needed here')}.`,
    'If it does, enter the address when adding the account. Otherwise choose another way.',
  ],
  port_in_use: (detail) => [
    `${naming(detail, 'Something else is listening on port', 'Something else is listening on the redirect’s port')}: another sign-in, or another program.`,
    'Finish or cancel that sign-in, or close that program. Or register another port with the provider and enter it here.',
  ],
  port_not_allowed: (detail) => [
    `The system does not let Tokendeck listen on ${detail === undefined ? 'that port' : `port ${detail}`}.`,
    Number(detail ?? 0) < 1024
      ? `Register a redirect URI with a port above 1023. Or, on Linux, run sudo sysctl net.ipv4.ip_unprivileged_port_start=${detail ?? '80'} and try again.`
      : 'Register a redirect URI with another port.',
  ],
  browser_not_opened: () => [
    'No browser could be opened.',
    'Copy the link and open it in a browser on this computer.',
  ],
  sign_in_timeout: () => ['Nobody finished signing in within 5 minutes.', 'Start the sign-in again.'],
  sign_in_in_progress: () => [
    'A sign-in for this account is already waiting.',
    'Finish or cancel that one first.',
  ],
  access_denied: () => [
    'The sign-in was declined at the provider.',
    'Sign in again and allow access, if you want to.',
  ],
  invalid_redirect: (detail) => [
    detail === undefined
      ? 'The provider sent an unusable answer.'
      : `The provider sent an unusable answer: ${detail}.`,
    'Start the sign-in again.',
  ],
  expired_code: () => [
    'The provider’s code ran out or was used before.',
    'Start the sign-in again and finish it without delay.',
  ],
  state_mismatch: (detail) => [
    `${naming(detail, 'That address does not belong to this sign-in:', 'That address does not belong to this sign-in')}.`,
    'Paste the address of the page that this sign-in ends on. It is still waiting for that.',
  ],
  device_code_expired: () => [
    'The code ran out before anybody entered it.',
    'Start the sign-in again for a new code.',
  ],
  invalid_id_token: (detail) => [
    detail === undefined
      ? 'The provider’s ID token is not valid, so nothing was kept.'
      : `The provider’s ID token is not valid, so nothing was kept: ${detail}.`,
    'Check the computer’s clock and the issuer. If both are right, tell the provider.',
  ],
  invalid_request: () => ['The provider did not accept the request.', checkClient],
  invalid_client: () => [
    'The provider did not accept the client.',
    `${checkClient} If it was sent as Basic, try the body instead.`,
  ],
  invalid_grant: () => ['The provider no longer accepts this sign-in.', 'Sign in again.'],
  invalid_scope: () => [
    'The provider does not know, or does not allow, a scope that was asked for.',
    'Correct the list of scopes and sign in again.',
  ],
  unauthorized_client: () => [
    'The provider does not allow this client to sign in this way.',
    'Allow this way of signing in for the client there, or choose another.',
  ],
  unsupported_grant_type: () => [
    'The provider does not support this kind of request.',
    'Choose another way to sign in.',
  ],
  provider_error: (detail) => [
    detail === undefined ? 'The provider refused.' : `The provider refused: ${detail}.`,
    'See the provider’s own words for the reason.',
  ],
  no_refresh_token: () => [
    'There is no refresh token for this account, so its token cannot be renewed by itself.',
    'Sign in again. Many providers give a refresh token only for the scope offline_access.',
  ],
  refresh_token_lost: () => [
    'The provider sent new tokens that could not be used; the old ones are used up.',
    'Sign in again. If it happens again, tell the provider.',
  ],
  token_rejected: () => [
    'The provider no longer accepts the access token.',
    'Get a new one: sign in, or import another. It may have been taken back at the provider, or the password was changed.',
  ],
  revoked: () => [
    'The tokens of this account were revoked from here.',
    'Sign in again to use the account, or remove it.',
  ],
  account_not_found: (detail) => [
    `${naming(detail, 'There is no account called', 'There is no such account')}.`,
    'See the list for the names.',
  ],
  other_account: (detail) => [
    detail === undefined
      ? 'Somebody else signed in than before.'
      : `Somebody else signed in than before: ${detail}.`,
    'Sign out at the provider and sign in as the same person, or add a new account.',
  ],
  name_taken: (detail) => [
    `${naming(detail, 'Another account is called', 'Another account has that name')} already.`,
    'Choose another name.',
  ],
  invalid_name: () => [
    'That name cannot be used.',
    'Use 1 to 80 characters without line breaks or control characters.',
  ],
  provider_not_found: (detail) => [
    `${naming(detail, 'There is no provider called', 'There is no such provider')}.`,
    'See the list of providers for the names. A definition of your own that is gone or broken has to be mended or added again.',
  ],
  invalid_provider: (detail) => [
    `${naming(detail, 'This definition of a provider cannot be used:', 'This definition of a provider cannot be used')}.`,
    'Correct it; the page on adding a provider explains each member.',
  ],
  provider_exists: (detail) => [
    `${naming(detail, 'There is a provider already with the id', 'There is a provider with this id already')}.`,
    'Choose another id, or replace that one.',
  ],
  provider_in_use: (detail) => [
    `${naming(detail, 'Accounts still use this provider:', 'Accounts still use this provider')}.`,
    'Remove those accounts first.',
  ],
  provider_files: (detail) => [
    `${naming(detail, 'The folder with your own providers cannot be used:', 'The folder with your own providers cannot be used')}.`,
    'Check the permissions of the data directory and the free disk space.',
  ],
  keychain_unavailable: (detail) => [
    detail === undefined
      ? 'The system’s keychain is not available.'
      : `The system’s keychain is not available: ${detail}.`,
    'Start it and try again, or protect the vault with a passphrase instead.',
  ],
  keychain_needed: (detail) => [
    `${naming(detail, 'The system’s keychain, which has this vault’s key, is not available:', 'The system’s keychain, which has this vault’s key, is not available')}.`,
    'Start it and try again: the vault’s key is in it. If a file whose name begins with vault-key has gone from beside the vault, bring that back. Nothing was changed.',
  ],
  keychain_locked: () => ['The system’s keychain is locked.', 'Unlock it and try again.'],
  keychain_denied: () => [
    'The system’s keychain did not give access.',
    'Allow Tokendeck to use it and try again.',
  ],
  keychain_timeout: () => [
    'The system’s keychain did not answer in time.',
    'See whether it is asking for permission in another window, then try again.',
  ],
  passphrase_needed: () => ['The vault is protected by a passphrase.', 'Enter it to go on.'],
  passphrase_wrong: () => ['That is not the passphrase of this vault.', 'Try again; nothing was changed.'],
  passphrase_too_short: (detail) => [
    'The passphrase is too short.',
    `Use at least ${detail ?? '8'} characters; several words are a good choice.`,
  ],
  vault_locked: () => ['The vault is locked.', 'Unlock it to go on.'],
  vault_unreadable: (detail) => [
    `${naming(detail, 'The vault cannot be read or written:', 'The vault cannot be read or written')}.`,
    'Check the permissions of the data directory and the free disk space.',
  ],
  vault_corrupt: (detail) => [
    `${naming(detail, 'The vault is damaged:', 'The vault is damaged')}.`,
    'Bring back a copy of it. Without one, move Tokendeck’s data folder away and sign in again.',
  ],
  vault_newer: () => [
    'The vault was written by a newer Tokendeck.',
    'Install that version or a later one; the vault was left as it is.',
  ],
  vault_wrong_key: () => [
    'The key in the keychain does not open this vault.',
    'Use the keychain, or the passphrase, that the vault was made with; nothing was changed.',
  ],
  vault_key_missing: () => [
    'The keychain has no key for this vault.',
    'Bring back the keychain that it was made with. Without the key its content cannot be read; nothing was changed.',
  ],
  vault_busy: () => ['Another Tokendeck is writing to the vault.', tryLater],
  vault_key_changed: () => [
    'The vault’s key was changed by another Tokendeck.',
    'Unlock the vault again to go on with the new key.',
  ],
  not_a_backup: (detail) => [
    `${naming(detail, 'This is not a backup of Tokendeck:', 'This is not a backup of Tokendeck')}.`,
    'Choose a file that was made with “Back up”. Nothing was changed.',
  ],
  backup_damaged: (detail) => [
    `${naming(detail, 'The backup is damaged:', 'The backup is damaged')}.`,
    'Use another copy of the file. Nothing was changed.',
  ],
  backup_newer: () => [
    'The backup was written by a newer Tokendeck.',
    'Install that version or a later one, and restore it there. Nothing was changed.',
  ],
  backup_too_large: () => [
    'The file is larger than any backup can be.',
    'Choose a file that was made with “Back up”. Nothing was changed.',
  ],
  backup_passphrase_wrong: () => [
    'That is not the passphrase of this backup.',
    'Try again with the one that was chosen when the file was made. Nothing was changed.',
  ],
  invalid_setting: (detail) => [
    detail === undefined ? 'A setting is not valid.' : `A setting is not valid: ${detail}.`,
    'Correct it; until then the setting stays as it was.',
  ],
  settings_not_kept: (detail) => [
    `${naming(detail, 'The settings could not be written:', 'The settings could not be written')}.`,
    'They hold until Tokendeck ends. Check the permissions of the data directory and the free disk space.',
  ],
  file_unusable: (detail) => [
    `${naming(detail, 'A file cannot be read or written:', 'A file cannot be read or written')}.`,
    'Check its name, its permissions and the free disk space.',
  ],
  work_under_way: () => [
    'This is being done already.',
    'Wait until that has ended, or cancel it, and begin again.',
  ],
  invalid_argument: (detail) => [
    detail === undefined ? 'Something entered is not valid.' : `Something entered is not valid: ${detail}.`,
    'Correct it and try again.',
  ],
  not_allowed: () => ['That is not allowed here.', 'Nothing was changed.'],
  internal: () => [
    'Tokendeck has made a mistake of its own.',
    'Try again; if it stays, please report it with the log file.',
  ],
};

/** What the provider itself said, in one line: `error: description (uri)`, as far as it said them. */
export function inOneLine({ error, description, uri }: ProviderWords): string {
  return `${error}${description === undefined ? '' : `: ${description}`}${uri === undefined ? '' : ` (${uri})`}`;
}

/** Words for a coded error; the provider's own words stay in `error.provider`. */
export function wordingOf(error: AppError): Wording {
  const [what, remedy] = wordings[error.code](error.detail, error.status);
  return { what, remedy };
}
