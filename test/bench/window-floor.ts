// Benchmark, main process. The floor of the window's figures: one window, confined as the application's, that shows an
// empty page. Nothing else runs.
import { app, BrowserWindow, protocol } from 'electron';

const page = '<!doctype html><html lang="en"><title>Empty</title><body></body></html>';

app.setPath('userData', process.env['TOKENDECK_HOME'] ?? app.getPath('userData'));
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.enableSandbox();

await app.whenReady();
protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
const window = new BrowserWindow({
  width: 1000,
  height: 680,
  show: false,
  webPreferences: { sandbox: true, contextIsolation: true },
});
window.once('ready-to-show', () => window.show());
await window.loadURL('app://floor/index.html');
