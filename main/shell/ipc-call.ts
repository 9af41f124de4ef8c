// Main process. Judges and answers one call from the window. Knows nothing of Electron's objects but their shape.
import type { Channel, Channels, Outcome } from '../../preload/contract.ts';
import { parseArguments } from '../../preload/parse.ts';
import { type AppError, appError, type ErrorCode } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';
import { isOwnUrl } from './app-origin.ts';
import type { Handlers } from './handlers.ts';
import { errorView } from './view-model.ts';

/** As much of Electron's `IpcMainInvokeEvent` as is judged. */
export interface CallEvent {
  readonly sender: { readonly id: number };
  /** Null when the frame has gone meanwhile. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

export interface CallParts {
  readonly handlers: Handlers;
  /** Whether contents are those of a window that this process has opened. */
  readonly isKnown: (contentsId: number) => boolean;
  readonly log: Log;
}

/** Known contents, their main frame, our own origin. */
function isTrusted(event: CallEvent, isKnown: CallParts['isKnown']): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isKnown(event.sender.id) && isOwnUrl(frame.url);
}

function failed<T>(error: AppError): Outcome<T> {
  return { ok: false, error: errorView(error) };
}

/**
 * Never throws. A sender or arguments that are not as they must be are refused, and noted by the channel's name alone;
 * a handler that throws becomes `internal`.
 */
export async function answerCall<C extends Channel>(
  parts: CallParts,
  channel: C,
  event: CallEvent,
  given: readonly unknown[],
): Promise<Outcome<Channels[C]['result']>> {
  const refuse = (code: ErrorCode): Outcome<Channels[C]['result']> => {
    parts.log.warn('ipc.refused', { channel });
    return failed(appError(code));
  };
  if (!isTrusted(event, parts.isKnown)) return refuse('not_allowed');
  const args = parseArguments(channel, given);
  if (args === undefined) return refuse('invalid_argument');
  try {
    const result = await parts.handlers[channel](args);
    return result.ok ? result : failed(result.error);
  } catch {
    parts.log.warn('ipc.failed', { channel });
    return failed(appError('internal'));
  }
}
