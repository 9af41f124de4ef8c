// Test equipment: the stand-in for Electron. What it knows beyond Electron's own interface, for tests.
import { dialogs } from './dialog.ts';
import { inventFrame } from './frames.ts';
import { type Answer, answerInvoke } from './ipc-main.ts';
import { poppedUp } from './menu.ts';
import { notifications } from './notification.ts';
import { createCodec } from './page/codec.ts';
import { privilegedSchemes } from './protocol.ts';
import { sessionSettings } from './session.ts';
import { openedAddresses, openedPaths } from './shell.ts';
import { trays } from './tray.ts';
import { webContents } from './web-contents.ts';

/** A caller that the application must not trust, or the window's own main frame. */
export interface PretendedCaller {
  /** The address of the calling frame; that of the window unless given. */
  readonly url?: string;
  readonly subFrame?: boolean;
  /** The call comes from contents that no window of the application has. */
  readonly foreignContents?: boolean;
}

const codec = createCodec();

async function invoke(channel: string, args: unknown[], pretended: PretendedCaller = {}): Promise<unknown> {
  const [contents] = webContents.getAllWebContents();
  if (contents === undefined) throw new Error('There is no window to call from.');
  const own = contents.mainFrame;
  const real = pretended.url === undefined && pretended.subFrame !== true;
  const senderFrame = real
    ? own
    : inventFrame(pretended.url ?? own.url, pretended.subFrame === true ? own : null);
  const sender = pretended.foreignContents === true ? { id: -1, mainFrame: senderFrame } : contents;
  const answer: Answer = await answerInvoke(channel, codec.encode(args), { sender, senderFrame });
  if (answer.kind === 'failure') throw new Error(answer.message);
  return codec.decode(answer.value);
}

export const standIn = {
  /** Calls a handler of `ipcMain` as somebody else would. */
  invoke,
  openedAddresses,
  openedPaths,
  sessionSettings,
  privilegedSchemes,
  notifications,
  trays,
  dialogs,
  poppedUp,
};
