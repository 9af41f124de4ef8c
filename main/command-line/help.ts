// Command line. The text of --help. Pure.
import { exitCodeMeanings } from './exit-codes.ts';

const codes = Object.entries(exitCodeMeanings)
  .map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  .join('\n');

export const helpText = `tokendeck - valid access tokens at hand

Usage:
  tokendeck login --issuer URL --client-id ID [options]   sign in through the browser
  tokendeck list                                          show all accounts
  tokendeck token NAME [--min-valid SECONDS] [--force]    print an access token
  tokendeck refresh NAME                                  get a new access token now
  tokendeck remove NAME [--no-revoke]                     forget an account
  tokendeck init --passphrase                             keep a new vault under a passphrase

Options of login:
  --issuer URL                   the provider's address, as it is written before /.well-known/
  --client-id ID                 the client registered there
  --client-authentication HOW    the client has a secret, sent by post (in the body) or basic (in a header)
  --client-secret-stdin          the secret is a line of standard input; without this it is asked for
  --scope "SCOPE ..."            what to ask for; usually openid profile email offline_access
  --redirect-port N              the port registered with the provider; 0 for any free one
  --name NAME                    what to call the account; otherwise it is named after who signs in
  --dangerously-allow-http-on-loopback
                                 accept plain http, for a development server on this computer only

Options of token:
  --min-valid SECONDS            how long the token must be good for; it is refreshed first if it must
                                 (60, or half of the token's life where that is less)
  --force                        refresh in any case

Options of remove:
  --no-revoke                    leave the tokens valid at the provider

Options of all:
  --json                         print the result, or the error, as JSON
  --passphrase-stdin             the vault's passphrase is the first line of standard input
  -h, --help                     show this
  -V, --version                  show the version

Only the result goes to standard output; progress, questions and errors go to standard error.

Environment:
  TOKENDECK_HOME       the data directory, the same for the window and the command line
  TOKENDECK_CA_FILE    further certificate authorities, PEM
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY
                       the proxy for requests, and the hosts that are reached without it
  BROWSER              the command that opens an address; without any browser the address is printed and waited for

The log is tokendeck.log in the data directory. It holds no secrets.

Exit codes:
${codes}
`;
