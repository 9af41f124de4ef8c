// Test equipment: the stand-in for Electron. Joins a window to its page in Chromium. The window's methods return at once
// as Electron's do; what they ask for is done here, in order, as soon as there is a page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { chromiumSwitches } from './app.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { attachGuest, type Guest, type WindowBounds } from './guest.ts';
import { announceWindow, isWatched } from './host-channel.ts';
import { emulateTheme } from './native-theme.ts';
import { getPath } from './paths.ts';
import { applyPermissions } from './session.ts';
import type { StandInContents } from './web-contents.ts';

export interface WindowPage {
  load(url: string): Promise<void>;
  /** Resolves once what is shown now was painted. */
  painted(): Promise<void>;
  /** Gets a new page if the person closed the last one, and shows in it what that showed. */
  reopen(): void;
  setVisible(visible: boolean): void;
  setBackground(color: string): void;
  setBounds(bounds: WindowBounds): void;
}

function endBecause(error: unknown, contents: StandInContents): void {
  // Closed, or told to quit, before Chromium was there.
  if (contents.isDestroyed()) return;
  process.stderr.write(`Chromium could not be started: ${String(error)}\n`);
  process.exit(1);
}

export function createWindowPage(
  contents: StandInContents,
  bounds: Rectangle,
  background: string,
): WindowPage {
  let url: string | undefined;
  let color = background;
  let opened = open().catch((error: unknown) => endBecause(error, contents));

  function chromium(): Promise<Chromium> {
    return openChromium(() => ({
      profile: join(getPath('sessionData'), 'stand-in-chromium'),
      width: bounds.width,
      height: bounds.height,
      debuggable: isWatched(),
      switches: [...chromiumSwitches].map(([name, value]) =>
        value === '' ? `--${name}` : `--${name}=${value}`,
      ),
    }));
  }

  async function open(): Promise<void> {
    const running = await chromium();
    const { preload } = contents.preferences;
    const script = preload === undefined ? undefined : readFileSync(preload, 'utf8');
    const page = await running.takePage();
    const guest = await attachGuest(running, page, script, contents.owner());
    if (contents.isDestroyed()) {
      await guest.close();
      return;
    }
    contents.guest = guest;
    await guest.setBackground(color);
    await emulateTheme(page);
    announceWindow({ endpoint: running.endpoint ?? '', targetId: guest.targetId });
  }

  async function load(address: string): Promise<void> {
    url = address;
    await opened;
    if (contents.guest === undefined) return;
    await applyPermissions(await chromium(), contents, address);
    await contents.load(address);
  }

  function tell(act: (guest: Guest) => Promise<void>): void {
    opened
      .then(() => (contents.guest === undefined ? undefined : act(contents.guest)))
      .catch((error: unknown) => {
        if (contents.guest !== undefined) process.stderr.write(`Chromium did not obey: ${String(error)}\n`);
      });
  }

  return {
    load,
    async painted() {
      await contents.guest?.page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))),
      );
    },
    reopen() {
      opened = open().catch((error: unknown) => endBecause(error, contents));
      if (url !== undefined) load(url).catch(() => undefined);
    },
    setVisible: (visible) => tell((guest) => guest.setVisible(visible)),
    setBackground(chosen) {
      color = chosen;
      tell((guest) => guest.setBackground(chosen));
    },
    setBounds: (changed) => tell((guest) => guest.setWindowBounds(changed)),
  };
}
