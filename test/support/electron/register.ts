// Test equipment: the stand-in for Electron. `node --import <this file> out/main/index.js` runs the built application, as
// it is, over the stand-in.
import { registerHooks } from 'node:module';
import * as electron from './electron.ts';
import { serveTest } from './host-channel.ts';
import { standIn } from './stand-in.ts';

const standInUrl = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron' && specifier !== 'electron/main') return next(specifier, context);
    return { url: standInUrl, format: 'module-typescript', shortCircuit: true };
  },
});

serveTest({ ...electron, standIn });
