// Command line. Standard input: line by line, or all of it, never more than is allowed at once.
import process from 'node:process';
import { createLineBuffer } from './line-buffer.ts';

const longestLine = 64 * 1024;

export interface Input {
  /** The next line, or undefined at the end or where a line is longer than 64 KiB: after that nothing is read. */
  readLine(): Promise<string | undefined>;
  /** All that is left, or undefined where it is more than `limit` characters. */
  readAll(limit: number): Promise<string | undefined>;
}

/** `onTooLong` is told once, where reading ends because of a line. */
export function createInput(onTooLong: () => void): Input {
  const buffer = createLineBuffer(longestLine);
  let isOver = false;

  /** Waits for more. False at the end of input. */
  function more(): Promise<boolean> {
    const { stdin } = process;
    if (stdin.readableEnded || stdin.destroyed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const finish = (isMore: boolean): void => {
        stdin.pause();
        stdin.off('data', take).off('end', end).off('error', end);
        resolve(isMore);
      };
      const take = (text: string): void => {
        buffer.add(text);
        finish(true);
      };
      const end = (): void => finish(false);
      stdin.setEncoding('utf8').on('data', take).once('end', end).once('error', end);
      stdin.resume();
    });
  }

  async function readLine(): Promise<string | undefined> {
    while (!isOver) {
      const next = buffer.next();
      if (typeof next === 'object') return next.line;
      if (next === 'too_long') onTooLong();
      if (next === 'wait' && (await more())) continue;
      isOver = true;
      // The last line may lack its end.
      return next === 'wait' ? buffer.takeAll().replace(/\r$/, '') || undefined : undefined;
    }
    return undefined;
  }

  return {
    readLine,
    async readAll(limit) {
      let all = '';
      for (;;) {
        all += buffer.takeAll();
        if (all.length > limit) return undefined;
        if (!(await more())) return all;
      }
    },
  };
}
