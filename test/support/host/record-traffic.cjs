// Test equipment. Runs in real Electron's main process before the application: keeps what crosses the bridge, for the
// leak scan, and the handlers, so that a test can call them as somebody else would.
const { app, ipcMain } = require('electron');

const crossings = [];
const handlers = new Map();
globalThis.tokendeckTraffic = { crossings, handlers };

function record(direction, channel, content) {
  crossings.push({ direction, channel, text: JSON.stringify(content) ?? '' });
}

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, handler) => {
  const recorded = async (event, ...args) => {
    record('to main', channel, args);
    const result = await handler(event, ...args);
    record('to page', channel, result);
    return result;
  };
  handlers.set(channel, recorded);
  handle(channel, recorded);
};

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...args) => {
    record('to page', channel, args);
    send(channel, ...args);
  };
});
