// Command line. The help on each command. Pure.
import type { CommandName } from './command.ts';

const client = `Which server and which client:
  --param NAME=VALUE             what the provider has to know, such as the tenant or the host; may be repeated
  --issuer URL                   short for --param issuer=URL
  --endpoint NAME=URL            an address in place of the preset's; may be repeated. The names: authorization, token,
                                 refresh, device_authorization, revocation, introspection, validation, userinfo, jwks
  --client-id ID                 the client registered there; left out, it is the one used before
  --client-authentication HOW    the client has a secret, sent by post (in the body) or basic (in a header)
  --client-secret-stdin          the secret is a line of standard input; without this it is asked for
  --dangerously-allow-http-on-loopback
                                 accept plain http, for a development server on this computer only
`;

const stdin = `Secrets are never arguments, where other programs can see them. Lines of standard input come in this order:
the passphrase of the vault, the access token, the refresh token, the client secret.
`;

const login = `tokendeck login PROVIDER [options]
tokendeck login --issuer URL --client-id ID [options]
tokendeck login --again NAME [--scope "SCOPE ..."] [--paste]

Signs in. PROVIDER is an id or a name from tokendeck providers list; tokendeck providers show PROVIDER tells where to
register a client and what else is needed. Without PROVIDER it is the OpenID provider at --issuer. A client that was
used before needs nothing else: its secret, flow and scopes are taken as they were.

  --flow FLOW                    code (in the browser), device (with a code on any device) or client-credentials
  --scope "SCOPE ..."            what to ask for
  --name NAME                    what to call the account; otherwise it is named after who signs in
  --again NAME                   sign this account in again, as before or with other scopes

${client}
Where the answer is taken, for the flow code:
  --redirect-uri URI             the redirect URI that is registered; an https address is pasted back by you
  --redirect-port N              the port of the preset's redirect URI; 0 for any free one
  --response-mode form_post      the answer comes as a form
  --paste                        read the address of the page that the browser ends on from standard input, too

${stdin}`;

const importing = `tokendeck import [PROVIDER] [options]

Keeps tokens that you have from elsewhere. Without PROVIDER it is any OAuth 2.0 server. Without options the tokens are
asked for on the terminal and not shown. A refresh token can be used only with the client that it was given to.

  --access-token-stdin           the access token is a line of standard input
  --refresh-token-stdin          the refresh token is a line of standard input
  --expires-in SECONDS           how long the access token is still good
  --expires-at TIME              or until when, such as 2026-11-21T09:00:00Z
  --scope "SCOPE ..."            what was granted
  --name NAME                    what to call the account

${client}
${stdin}`;

const inspect = `tokendeck inspect NAME [--verify] [--introspect] [--validate] [--needs WHAT]
tokendeck inspect - [--verify --issuer URL] [--needs WHAT]

Says what the access token holds, each claim in words and its times against now, and which scopes were asked for and
granted. The token itself is not printed. With - it is a line of standard input, and neither vault nor keychain is used.

  --verify                       hold the signature against the keys that the provider publishes
  --issuer URL                   the provider whose keys they are; only for a token from standard input
  --introspect                   ask the provider about the token (RFC 7662)
  --validate                     ask the provider in its own way, where it has one
  --needs WHAT                   the scopes that are needed, or the name of one of the provider's APIs;
                                 ends with 9 where the token lacks one
  --dangerously-allow-http-on-loopback
                                 with -: accept plain http, for a development server on this computer only

Ends with 7 where the token is expired, not genuine or, with --verify, cannot be verified, as an opaque one cannot; and
where the provider does not accept it.
`;

const providers = `tokendeck providers [list]
tokendeck providers show PROVIDER
tokendeck providers validate FILE
tokendeck providers add FILE [--replace]
tokendeck providers export PROVIDER
tokendeck providers remove PROVIDER

The providers that Tokendeck knows, and definitions of your own. No vault is needed, except to see whether accounts use
a provider that is removed. PROVIDER is an id or a name; FILE is a JSON file, or - for standard input.

  list         all, with their flows and those of their values that nobody has confirmed yet
  show         where to register, which redirect URI to enter, parameters, endpoints, scopes, notes
  validate     what is wrong with a definition, member by member, and how to mend it
  add          keep a definition; --replace where it takes the place of one of yours
  export       the definition as JSON, to change it and add it under another id
  remove       forget a definition of yours
`;

export const commandHelp: Readonly<Record<CommandName, string>> = {
  login,
  import: importing,
  inspect,
  providers,
  list: `tokendeck list

Shows all accounts: who they are, how their tokens stand, and what renews them.
`,
  token: `tokendeck token NAME [--min-valid SECONDS] [--force]

Prints an access token that is good for a while, and nothing else.

  --min-valid SECONDS            how long the token must be good for; it is refreshed first if it must
                                 (60, or half of the token's life where that is less); where the provider gives none
                                 that is good for so long, it is printed all the same, and that is said on
                                 standard error; one whose end is not known counts as good
  --force                        refresh in any case
`,
  refresh: `tokendeck refresh NAME

Gets a new access token now.
`,
  whoami: `tokendeck whoami NAME

Makes the test call of the provider with the access token, and shows its status and what the server answered. Ends with
7 where the server does not accept the token.
`,
  secret: `tokendeck secret NAME [--client-secret-stdin] [--client-authentication post|basic]

Replaces the secret of the client that the account signed in through. All its accounts go on with the new one.

  --client-secret-stdin          the secret is a line of standard input; without this it is asked for
  --client-authentication HOW    how it is sent from now on: post (in the body) or basic (in a header)
`,
  revoke: `tokendeck revoke NAME

Ends the tokens at the provider. The account is kept and waits for a new sign-in.
`,
  remove: `tokendeck remove NAME [--no-revoke]

Forgets an account, and ends its tokens at the provider.

  --no-revoke                    leave the tokens valid at the provider
`,
  backup: `tokendeck backup FILE [--replace] [--backup-passphrase-stdin]

Writes all accounts with their tokens, clients and their secrets, histories, and your own providers into one file,
sealed under a passphrase of your choice. Without it nobody can open the file, not even you.

  --replace                      replace a file that is there
  --backup-passphrase-stdin      the passphrase of the backup is a line of standard input, after that of the vault;
                                 without this it is asked for, twice

The file is for backup and for moving to another computer. Most providers replace a refresh token at each use: two
computers that go on with the same one sign each other out.
`,
  restore: `tokendeck restore FILE [--backup-passphrase-stdin]

Takes in what tokendeck backup, or the window, has written. Nothing that is here is lost: newer tokens win, what can be
renewed is never given up for what cannot, and your names and secrets stay. Doing it twice changes nothing.

  --backup-passphrase-stdin      the passphrase of the backup is a line of standard input, after that of the vault;
                                 without this it is asked for

Ends with 6 where that is not the passphrase of the file, with 2 where the file is no backup, is damaged or was written
by a newer Tokendeck; nothing is changed then.
`,
  init: `tokendeck init --passphrase

Keeps a new vault under a passphrase instead of the system's keychain.
`,
};
