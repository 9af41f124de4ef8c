#!/usr/bin/env node
// The command line starts here, under plain Node or, in packages, in Electron's main process (packaged.ts). Composition
// only: the second entry beside index.ts.
import process from 'node:process';

const oldestNode = 24;

async function start(): Promise<void> {
  // Loaded only now: on an older Node, which has no node:sqlite, loading them would fail without a word of ours.
  const [
    { createSystemBrowser },
    { exitDespiteKeychain },
    compose,
    { exitCodes },
    { runCommandLine },
    { createTerminal },
    { practiceProvider },
    { createExportStore },
    { createExportSealer },
    { createTransfer },
    about,
  ] = await Promise.all([
    import('./adapters/system-browser.ts'),
    import('./adapters/keytar-keychain.ts'),
    import('./compose.ts'),
    import('./command-line/exit-codes.ts'),
    import('./command-line/run.ts'),
    import('./command-line/terminal.ts'),
    import('./core/providers/practice.ts'),
    import('./adapters/export-file.ts'),
    import('./adapters/export-sealing.ts'),
    import('./core/transfer/transfer.ts'),
    import('../package.json', { with: { type: 'json' } }),
  ]);
  const { env, platform } = process;
  const terminal = createTerminal();
  const ground = compose.createGround({ processName: 'cli', env });
  // A package knows no practice provider, as little as its window does.
  const practice = process.versions['electron'] === undefined ? practiceProvider(env) : undefined;
  const providers = compose.createProviders(ground, practice);

  for (const problem of ground.settings.problems()) terminal.err(`${problem}\n`);

  let cancel: (() => void) | undefined;
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    const once = cancel;
    cancel = undefined;
    if (once === undefined) exitDespiteKeychain(130);
    else once();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  // The terminal was closed. Often told twice, by the shell and by the system: it never counts as Ctrl-C once more.
  const hangUp = (): void => {
    if (!isInterrupted) interrupt();
  };
  process.on('SIGHUP', hangUp);
  if (platform === 'win32') process.on('SIGBREAK', interrupt);

  const code = await runCommandLine(process.argv.slice(2), {
    terminal,
    version: about.default.version,
    providers,
    clock: ground.clock,
    transfer: createTransfer({ sealer: createExportSealer(), providers, clock: ground.clock }),
    exportStore: createExportStore(ground.directory.path),
    openServices: (keychain) =>
      compose.openServices(ground, {
        keychain,
        providers,
        browser: createSystemBrowser({ env, platform }),
        onNotice: (notice) => terminal.err(`${notice}\n`),
      }),
    openHttp: () => compose.openHttp(ground),
    isVaultNew: () => compose.isVaultNew(ground),
    onCancel: (next) => {
      cancel = next;
    },
  });
  const isPrinted = await terminal.drain();
  exitDespiteKeychain(isPrinted || code !== exitCodes.done ? code : exitCodes.failed);
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `tokendeck needs Node ${oldestNode} or later; this is Node ${process.versions.node}.\n`,
  );
  process.exit(1);
}
await start();
