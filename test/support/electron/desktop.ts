// Test equipment: the stand-in for Electron. The computer around the application: its one screen, and its power. Tests
// emit the events, and put a function of their own in the place of `getSystemIdleTime`, as they would on Electron.
import type { PowerMonitor } from 'electron';
import { StrictEmitter, strict } from './strict.ts';

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = {
  id: 1,
  bounds: area,
  workArea: area,
  size: area,
  workAreaSize: area,
  scaleFactor: 1,
  rotation: 0,
};

export const screen = strict('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
});

class StandInPowerMonitor
  extends StrictEmitter
  implements Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>
{
  constructor() {
    super('powerMonitor', [
      'suspend',
      'resume',
      'lock-screen',
      'unlock-screen',
      'on-ac',
      'on-battery',
      'shutdown',
      'user-did-become-active',
      'user-did-resign-active',
    ]);
  }

  /** In seconds. */
  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' {
    return this.getSystemIdleTime() >= idleThreshold ? 'idle' : 'active';
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}

export const powerMonitor = new StandInPowerMonitor();
