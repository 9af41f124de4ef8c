// Main process. The one choke point of IPC: the only file that names `ipcMain`.
import { ipcMain } from 'electron';
import type { Channel } from '../../preload/contract.ts';
import { parsers } from '../../preload/parse.ts';
import { answerCall, type CallParts } from './ipc-call.ts';

/** Answers every channel of the contract, and no other. */
export function setUpIpc(parts: CallParts): void {
  for (const channel of Object.keys(parsers) as Channel[]) {
    ipcMain.handle(channel, (event, ...given: unknown[]) => answerCall(parts, channel, event, given));
  }
}
