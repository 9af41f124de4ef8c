// Main process. When the tray is computed anew, and what of it has changed. Names nothing of Electron.
import type { Clock } from '../core/ports.ts';
import { type TrayItem, type TrayModel, type TrayView, trayModel } from './tray-model.ts';

/** The tray itself; each is called only with something new. */
export interface TrayFace {
  setShape(shape: TrayModel['shape']): void;
  setToolTip(text: string): void;
  setItems(items: readonly TrayItem[]): void;
}

export interface TrayUpdates {
  /** What the tray shows must be looked at anew: at the end of this turn, but once a second at most. */
  update(): void;
  /** Looks at once. */
  now(): void;
  /** The face may be gone from now on: it is told nothing more, also where `update` is called. */
  stop(): void;
}

const leastIntervalMs = 1_000;

export function startTrayUpdates(
  { clock, view }: { readonly clock: Clock; readonly view: () => TrayView },
  face: TrayFace,
): TrayUpdates {
  let shown: TrayModel | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let cancelDue: (() => void) | undefined;
  let cancelTick: (() => void) | undefined;
  let isOver = false;

  function show(model: TrayModel): void {
    if (model.shape !== shown?.shape) face.setShape(model.shape);
    if (model.toolTip !== shown?.toolTip) face.setToolTip(model.toolTip);
    if (JSON.stringify(model.items) !== JSON.stringify(shown?.items)) face.setItems(model.items);
    shown = model;
  }

  function look(): void {
    cancelDue?.();
    cancelTick?.();
    cancelDue = undefined;
    lookedAt = clock.now();
    const model = trayModel(view(), lookedAt);
    show(model);
    cancelTick = model.changesAt === undefined ? undefined : clock.at(model.changesAt, look);
  }

  function update(): void {
    if (isOver || cancelDue !== undefined) return;
    const since = clock.now() - lookedAt;
    // A clock that was set back must not hold the tray up.
    if (since >= 0 && since < leastIntervalMs) {
      cancelDue = clock.at(lookedAt + leastIntervalMs, look);
      return;
    }
    const immediate = setImmediate(look);
    cancelDue = () => clearImmediate(immediate);
  }

  // A wait set before the clock was set back would be far too long: it starts anew.
  const stopListening = clock.onJump(() => {
    cancelDue?.();
    cancelDue = undefined;
    update();
  });
  look();
  return {
    update,
    now: look,
    stop() {
      isOver = true;
      stopListening();
      cancelDue?.();
      cancelTick?.();
    },
  };
}
