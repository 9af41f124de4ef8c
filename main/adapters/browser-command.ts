// Main process. Finds out which commands may open the person's browser. Pure.

/** A program and its arguments, the address among them. No shell ever sees them. */
export type BrowserCommand = readonly [program: string, ...args: string[]];

export interface BrowserSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** The words of a command: blanks separate, quotes and (not on Windows) backslashes protect. */
function words(command: string, platform: NodeJS.Platform): readonly string[] {
  const word =
    platform === 'win32' ? /(?:"[^"]*"|[^\s"])+/g : /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g;
  const part = platform === 'win32' ? /"([^"]*)"/g : /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g;
  return (command.match(word) ?? []).map((raw) =>
    raw.replace(part, (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? '') : double.replaceAll(/\\(["\\$`])/g, '$1'),
    ),
  );
}

/** One entry of BROWSER: the address takes the place of `%s`, or comes last. A final `&` is the custom of shells. */
function fromEntry(entry: string, url: string, platform: NodeJS.Platform): BrowserCommand | undefined {
  const named = words(entry, platform).filter((word, i, all) => word !== '&' || i < all.length - 1);
  const placed = named.map((word) => word.replaceAll('%s', () => url));
  const [program, ...args] = named.some((word) => word.includes('%s')) ? placed : [...named, url];
  return program === undefined || named.length === 0 ? undefined : [program, ...args];
}

function ofSystem({ env, platform }: BrowserSurroundings, url: string): readonly BrowserCommand[] {
  if (platform === 'darwin') return [['open', url]];
  if (platform === 'win32') return [['rundll32', 'url.dll,FileProtocolHandler', url]];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? [['xdg-open', url]] : [];
}

/**
 * The commands to try in turn for `url`: those in BROWSER, separated as in PATH, otherwise the system's own opener.
 * None where there is no display to show a browser on.
 */
export function browserCommands(surroundings: BrowserSurroundings, url: string): readonly BrowserCommand[] {
  const { env, platform } = surroundings;
  const chosen = env['BROWSER']?.trim() ?? '';
  if (chosen === '') return ofSystem(surroundings, url);
  return chosen
    .split(platform === 'win32' ? ';' : ':')
    .map((entry) => fromEntry(entry, url, platform))
    .filter((command) => command !== undefined);
}
