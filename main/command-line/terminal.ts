// Command line. The terminal: what is printed, what is read, what is asked without echo, and Ctrl-C.
import { openSync } from 'node:fs';
import process from 'node:process';
import { ReadStream } from 'node:tty';
import { createInput, type Input } from './input.ts';

export interface Terminal extends Input {
  /** Prints a result. */
  out(text: string): void;
  /** Prints progress, a question or an error. */
  err(text: string): void;
  /** How many columns standard error has, where it is a terminal that a picture can be drawn on; otherwise undefined. */
  readonly pictureColumns: number | undefined;
  /** Asks without showing what is typed. Undefined: there is nobody to ask, or the answer was Ctrl-C or Ctrl-D. */
  askSecret(question: string): Promise<string | undefined>;
  /**
   * Waits until everything printed has left. False where a result could not be written, as on a full disk; that is then
   * told on standard error. A reader that went away is no failure.
   */
  drain(): Promise<boolean>;
}

const longestLine = 64 * 1024;

/** The keyboard: standard input, or the terminal itself where standard input is something else. */
function openKeyboard(): ReadStream | undefined {
  if (process.stdin.isTTY) return process.stdin;
  if (process.platform === 'win32') return undefined;
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch {
    return undefined;
  }
}

/** Asks, and reads one line in raw mode, so that nothing is echoed. */
function readHidden(keyboard: ReadStream, question: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let typed: readonly string[] = [];
    const finish = (answer: string | undefined): void => {
      keyboard.off('data', read);
      keyboard.setRawMode(false);
      keyboard.pause();
      if (keyboard !== process.stdin) keyboard.destroy();
      process.stderr.write('\n');
      resolve(answer);
    };
    /** Takes one key; true when the answer is complete. */
    const take = (key: string): boolean => {
      if (key === '\r' || key === '\n') finish(typed.join(''));
      else if (key === '\u0003' || (key === '\u0004' && typed.length === 0)) finish(undefined);
      else {
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1);
        else if (key === '\u0015') typed = [];
        else if (key >= ' ' && typed.length < longestLine) typed = [...typed, key];
        return false;
      }
      return true;
    };
    const read = (chunk: string): void => {
      [...chunk].some(take);
    };
    keyboard.setRawMode(true);
    keyboard.setEncoding('utf8');
    keyboard.on('data', read);
    keyboard.resume();
    // Only now: what somebody quick types at once would otherwise still be echoed.
    process.stderr.write(question);
  });
}

/** Creates the terminal of this process. */
export function createTerminal(): Terminal {
  let failure: string | undefined;
  const note = (error: NodeJS.ErrnoException | null | undefined): void => {
    if (error) failure ??= error.code ?? error.name;
  };
  // A reader that goes away, as `head` does, a full disk or a closed terminal must not end a refresh that is under way.
  process.stdout.on('error', note);
  process.stderr.on('error', () => undefined);
  return {
    out: (text) => void process.stdout.write(text, note),
    err: (text) => void process.stderr.write(text),
    pictureColumns:
      process.stderr.isTTY && process.env['TERM'] !== 'dumb' ? process.stderr.columns : undefined,
    ...createInput(() => {
      process.stderr.write('A line of standard input is longer than 64 KiB; nothing more of it is read.\n');
    }),
    async askSecret(question) {
      const keyboard = openKeyboard();
      return keyboard === undefined ? undefined : readHidden(keyboard, question);
    },
    async drain() {
      await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
      const isPrinted = failure === undefined || failure === 'EPIPE';
      if (!isPrinted) process.stderr.write(`tokendeck: the result could not be written (${failure}).\n`);
      await new Promise<void>((resolve) => process.stderr.write('', () => resolve()));
      return isPrinted;
    },
  };
}
