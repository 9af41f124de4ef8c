// Test equipment. Everything around the application in an end-to-end test: the practice provider, the person's own
// browser, the data directory, and the command line.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, type Ended } from '../flow/command-line/cli-process.ts';
import { launchApp, type RunningApp } from '../support/host/host.ts';
import { openPersonsBrowser, type PersonsBrowser } from '../support/persons-browser.ts';
import {
  type PracticeOptions,
  type PracticeProvider,
  startPracticeProvider,
} from '../support/practice-provider/provider.ts';

const root = join(import.meta.dirname, '../..');
const builtCommandLine = join(root, 'out/main/cli.js');
const browserCommand = join(root, 'test/support/practice-provider/browser-command.ts');

export interface Stage {
  readonly provider: PracticeProvider;
  readonly person: PersonsBrowser;
  readonly home: string;
  /** The next address that the application or the command line has handed to the browser. */
  nextAddress(): Promise<string>;
  launch(env?: Readonly<Record<string, string>>): Promise<RunningApp>;
  /** Runs the built command line to its end. */
  tokendeck(args: readonly string[], input?: string): Promise<Ended>;
  /** The status with which userinfo answers to an access token. */
  userinfoStatus(accessToken: string): Promise<number>;
  close(): Promise<void>;
}

/** This process's environment: the private keyring's bus is in it. */
function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** Addresses that come in over a loopback port, one a connection, handed out in order. */
async function openAddressBook() {
  const waiting: ((address: string) => void)[] = [];
  const arrived: string[] = [];
  const server = createServer((socket) => {
    let line = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      line += text;
    });
    socket.on('end', () => {
      const address = line.trim();
      const taker = waiting.shift();
      if (taker) taker(address);
      else arrived.push(address);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    next(): Promise<string> {
      const first = arrived.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export async function openStage(options: PracticeOptions = {}): Promise<Stage> {
  const provider = await startPracticeProvider(options);
  const person = await openPersonsBrowser({ headless: true });
  const addresses = await openAddressBook();
  const home = mkdtempSync(join(tmpdir(), 'tokendeck-e2e-'));
  const environment = {
    BROWSER: `${process.execPath} ${browserCommand} --hand-to ${addresses.port}`,
    TOKENDECK_PRACTICE_ISSUER: provider.issuer,
    TOKENDECK_PRACTICE_CLIENT_ID: provider.publicClientId,
  };

  return {
    provider,
    person,
    home,
    nextAddress: addresses.next,
    async launch(env = {}) {
      const app = await launchApp({ home, env: { ...environment, ...env } });
      app.page.setDefaultTimeout(10_000);
      return app;
    },
    tokendeck: (args, input = '') =>
      cli(args, {
        home,
        input,
        entry: builtCommandLine,
        env: { ...inherited(), ...environment, TOKENDECK_HOME: home },
      }),
    async userinfoStatus(accessToken) {
      const answer = await fetch(`${provider.issuer}/me`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return answer.status;
    },
    async close() {
      await Promise.all([person.close(), addresses.close(), provider.close()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
