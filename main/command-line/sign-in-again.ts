// Command line. The command that signs an account in again. Holds no secret: that is asked for. Pure.
import type { Account, Client } from '../core/accounts/account.ts';

const methods = {
  none: undefined,
  client_secret_post: 'post',
  client_secret_basic: 'basic',
} as const satisfies Readonly<Record<Client['authentication']['method'], string | undefined>>;

/** As one word for a shell: bare where nothing in it means anything to one, otherwise quoted. */
function quoted(text: string): string {
  if (/^[\w@%+:,./-]+$/.test(text)) return text;
  // Double quotes, which Windows knows too, where a POSIX shell finds nothing in them to act on.
  return /["$`\\!%]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}

function option(name: string, value: string): string {
  return `--${name}${value.startsWith('-') ? '=' : ' '}${quoted(value)}`;
}

/** `tokendeck login` for this account through its client: with its name and scopes it is kept as the same account. */
export function signInCommand(account: Account, client: Client): string {
  const method = methods[client.authentication.method];
  return [
    'tokendeck login',
    option('issuer', client.issuer),
    option('client-id', client.clientId),
    ...(method === undefined ? [] : [option('client-authentication', method)]),
    ...(account.scopesAsked.length === 0 ? [] : [option('scope', account.scopesAsked.join(' '))]),
    option('redirect-port', String(client.redirect.port)),
    option('name', account.label),
    ...(client.dangerouslyAllowHttpOnLoopback ? ['--dangerously-allow-http-on-loopback'] : []),
  ].join(' ');
}
