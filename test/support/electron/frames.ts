// Test equipment: the stand-in for Electron. The frames of a page, as `WebFrameMain` shows them to the main process.
import type { CDPSession } from 'playwright-core';
import { originOf, toAppUrl } from './address.ts';
import { strict } from './strict.ts';

/** A frame of a page. The same object for as long as the frame exists, so that it may be compared. */
export interface Frame {
  readonly id: string;
  readonly url: string;
  readonly origin: string;
  readonly name: string;
  readonly parent: Frame | null;
  readonly top: Frame | null;
  readonly detached: boolean;
  readonly frameTreeNodeId: number;
  readonly routingId: number;
  readonly processId: number;
  isDestroyed(): boolean;
}

export interface Frames {
  readonly main: Frame;
  find(id: string | undefined): Frame | undefined;
}

interface FrameState {
  url: string;
  detached: boolean;
}

let numbered = 0;

function createFrame(id: string, parent: Frame | null, state: FrameState): Frame {
  numbered += 1;
  const number = numbered;
  const frame: Frame = strict('WebFrameMain', {
    id,
    parent,
    name: '',
    frameTreeNodeId: number,
    routingId: number,
    processId: process.pid,
    get url() {
      return toAppUrl(state.url);
    },
    get origin() {
      return originOf(toAppUrl(state.url));
    },
    get top(): Frame | null {
      return parent === null ? frame : parent.top;
    },
    get detached() {
      return state.detached;
    },
    isDestroyed: () => state.detached,
  });
  return frame;
}

/** A frame with a made-up address, for calls that no page of the application can make. */
export function inventFrame(url: string, parent: Frame | null): Frame {
  return createFrame(`invented ${url}`, parent, { url, detached: false });
}

/** Follows the frames of the page that the session is attached to. */
export async function createFrames(cdp: CDPSession): Promise<Frames> {
  const frames = new Map<string, { readonly frame: Frame; readonly state: FrameState }>();

  function add(id: string, parentId: string | undefined, url: string): Frame {
    const state: FrameState = { url, detached: false };
    const parent = parentId === undefined ? null : (frames.get(parentId)?.frame ?? null);
    const frame = createFrame(id, parent, state);
    frames.set(id, { frame, state });
    return frame;
  }

  function setUrl(id: string, parentId: string | undefined, url: string): void {
    const known = frames.get(id);
    if (known === undefined) add(id, parentId, url);
    else known.state.url = url;
  }

  const { frameTree } = await cdp.send('Page.getFrameTree');
  const main = add(frameTree.frame.id, undefined, frameTree.frame.url);
  cdp.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
    if (!frames.has(frameId)) add(frameId, parentFrameId, 'about:blank');
  });
  cdp.on('Page.frameNavigated', ({ frame }) => setUrl(frame.id, frame.parentId, frame.url));
  cdp.on('Page.navigatedWithinDocument', ({ frameId, url }) => setUrl(frameId, undefined, url));
  cdp.on('Page.frameDetached', ({ frameId, reason }) => {
    const known = frames.get(frameId);
    if (known === undefined || reason === 'swap') return;
    known.state.detached = true;
    frames.delete(frameId);
  });
  return { main, find: (id) => (id === undefined ? undefined : frames.get(id)?.frame) };
}
