// Pure. How the launcher of a package tells Electron's executable to be the command line.

/** The first argument of the packages' `tokendeck` launchers; the person's arguments come after `--`. */
const commandLine = '--command-line';

/**
 * The person's arguments where a launcher asks for the command line, otherwise undefined: then it is the window's turn.
 * Between the two arguments are switches for Chromium, which reads none after `--`.
 *
 * @param argv the arguments of the process, beginning with its executable
 */
export function launcherArguments(argv: readonly string[]): readonly string[] | undefined {
  if (argv[1] !== commandLine) return undefined;
  const end = argv.indexOf('--');
  return end === -1 ? [] : argv.slice(end + 1);
}
