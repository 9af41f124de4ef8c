// Command line. Says each stage of a sign-in once: the address to open, or the code to enter.
import type { SignInState } from '../core/accounts/sign-in.ts';
import { wordingOf } from '../core/wording.ts';
import { plain } from './plain-text.ts';
import { qrCode } from './qr-code.ts';
import type { Terminal } from './terminal.ts';
import { span } from './time-text.ts';

type Waiting = Extract<SignInState, { kind: 'waiting' }>;
type Device = Extract<SignInState, { kind: 'device' }>;

export interface ProgressParts {
  readonly terminal: Pick<Terminal, 'err' | 'pictureColumns'>;
  readonly now: () => number;
  /** The address that the browser ends on is read from standard input. */
  readonly paste: boolean;
}

function waitingWords({ url, redirectUri, isPasted }: Waiting, paste: boolean): string {
  const redirect = plain(redirectUri);
  const hint = `If the browser shows an error, compare the client ID and the redirect URI ${redirect} with the registration.\n`;
  if (isPasted) {
    return `Sign in with a browser. Open this address:\n\n${plain(url)}\n\nThe browser then ends on a page under ${redirect}. Paste the whole address of that page here and press Enter; Ctrl-C cancels.\n${hint}`;
  }
  const pasting = paste
    ? 'If the browser runs on another computer, paste the address of the page that it ends on here and press Enter.\n'
    : '';
  return `Sign in with your browser. If it does not open by itself, open this address on this computer:\n\n${plain(url)}\n\nWaiting for the answer at ${redirect}; Ctrl-C cancels.\n${pasting}${hint}`;
}

function deviceWords(state: Device, { terminal, now }: ProgressParts): string {
  const { userCode, verificationUri, verificationUriComplete: complete, deadline } = state;
  const columns = terminal.pictureColumns;
  const picture = columns === undefined ? undefined : qrCode(complete ?? verificationUri, columns);
  const direct =
    complete === undefined
      ? ''
      : `\nOr open this address, which has the code in it:\n\n  ${plain(complete)}\n`;
  const left = Math.max(0, Math.round((deadline - now()) / 1000)) * 1000;
  return `Open this address on any device:\n\n  ${plain(verificationUri)}\n\nand enter this code:\n\n  ${plain(userCode)}\n${direct}${picture === undefined ? '' : `\n${picture}`}\nThe code is good for ${span(left)}. Waiting; Ctrl-C cancels.\n`;
}

/** Returns what is told each state of one sign-in. */
export function progressTeller(parts: ProgressParts): (state: SignInState) => void {
  const { terminal } = parts;
  const said = new Set<string>();
  const once = (stage: string, words: () => string): void => {
    if (!said.has(stage)) terminal.err(words());
    said.add(stage);
  };
  return (state) => {
    switch (state.kind) {
      case 'preparing':
        return once('preparing', () => 'Asking the provider how to sign in.\n');
      case 'waiting':
        once('waiting', () => waitingWords(state, parts.paste));
        if (state.browserError !== undefined && !state.isPasted)
          once('browser', () => 'No browser could be opened here: open the address above yourself.\n');
        return;
      case 'device':
        once('device', () => deviceWords(state, parts));
        // Said anew after each time that all was well in between.
        if (state.pollError === undefined) said.delete('poll');
        else {
          const { what } = wordingOf(state.pollError);
          once('poll', () => `${plain(what)} It is asked again.\n`);
        }
        return;
      case 'exchanging':
        return once('exchanging', () => 'Fetching the tokens.\n');
      case 'done':
      case 'failed':
        return;
    }
  };
}
