// Command line. The text of --help: all commands in short. Pure.
import type { CommandName } from './command.ts';
import { exitCodeMeanings } from './exit-codes.ts';
import { commandHelp } from './help-commands.ts';

const codes = Object.entries(exitCodeMeanings)
  .map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  .join('\n');

const overview = `tokendeck - valid access tokens at hand

Usage:
  tokendeck login PROVIDER        sign in through the browser, with a code on another device, or as a client
  tokendeck login --again NAME    sign an account in again, also with more scopes
  tokendeck import [PROVIDER]     keep tokens that you have from elsewhere
  tokendeck list                  show all accounts
  tokendeck token NAME            print an access token, refreshed first if it must be
  tokendeck refresh NAME          get a new access token now
  tokendeck inspect NAME|-        what a token says, whether it is genuine, which scopes it has
  tokendeck whoami NAME           try the token out: whose is it?
  tokendeck secret NAME           replace the client secret of an account
  tokendeck revoke NAME           end the tokens at the provider and keep the account
  tokendeck remove NAME           forget an account
  tokendeck providers [ACTION]    list, show, validate, add, export or remove providers
  tokendeck backup FILE           everything into one sealed file, as a backup or for another computer
  tokendeck restore FILE          take such a file in, without losing what is here
  tokendeck init --passphrase     keep a new vault under a passphrase

tokendeck help COMMAND, or tokendeck COMMAND --help, shows the options of one command.

Options of all:
  --json                          print the result, or the error, as JSON
  --passphrase-stdin              the vault's passphrase is the first line of standard input
  -h, --help                      show this, or the options of a command
  -V, --version                   show the version

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

/** The help on one command, or on all. */
export function helpText(about: CommandName | undefined): string {
  return about === undefined ? overview : commandHelp[about];
}
