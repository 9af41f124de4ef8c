// Pure. How the launcher of a package tells Electron's executable to be the command line.

/** The first argument of the packages' `tokendeck` launchers; the person's arguments come after `--`. */
const commandLine = '--command-line';
/** What an AppImage's own start script puts before all arguments on systems where Chromium has no sandbox. */
const appImageSwitch = '--no-sandbox';

/**
 * The person's arguments where a launcher asks for the command line, otherwise undefined: then it is the window's turn.
 * Between the two arguments are switches for Chromium, which reads none after `--`.
 *
 * @param argv the arguments of the process, beginning with its executable
 */
export function launcherArguments(argv: readonly string[]): readonly string[] | undefined {
  const first = argv[1] === appImageSwitch ? argv[2] : argv[1];
  if (first !== commandLine) return undefined;
  const end = argv.indexOf('--');
  return end === -1 ? [] : argv.slice(end + 1);
}
