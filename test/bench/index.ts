// Benchmark. `npm run bench`: prints one row per figure. Nothing here passes or fails by time. Names as arguments run
// only those parts: npm run bench -- window idle
import { argv, env } from 'node:process';
import { findChromium } from '../support/electron/chromium.ts';
import { buildIfNeeded } from './built.ts';
import { benchIdle } from './idle.ts';
import { benchTokens } from './tokens.ts';
import { benchUse } from './use.ts';
import { benchVault } from './vault.ts';
import { benchWindow } from './window.ts';

const named = argv.slice(2);
const isWanted = (name: string): boolean => named.length === 0 || named.includes(name);

if (isWanted('tokens')) await benchTokens();
if (isWanted('vault')) await benchVault();
if (['window', 'use', 'idle'].some(isWanted)) {
  if (env['TOKENDECK_E2E'] !== 'electron' && findChromium() === undefined) {
    console.log('The window was not measured: there is no Chromium. Install one, or name it in CHROMIUM.');
  } else {
    await buildIfNeeded();
    if (isWanted('window')) await benchWindow();
    if (isWanted('use')) await benchUse();
    if (isWanted('idle')) await benchIdle();
  }
}
