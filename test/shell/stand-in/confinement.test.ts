// Test. What the page may not do over the stand-in: the handler's content security policy holds, nothing leaves, and the
// application decides about navigation, new windows and permissions.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../support/host/host.ts';
import { eventually, launchFixture, newHome, notes, removeHome } from './launch-fixture.ts';

const shown = 'https://fixture.app.invalid/page.html';

let home: string;
let app: RunningApp;
let server: Server;
let outside: string;
let reached: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end('outside');
  });
  server.on('upgrade', (request) => reached.push(`upgrade ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  home = newHome();
  app = await launchFixture(home);
  await app.page.waitForLoadState();
});

beforeEach(() => {
  reached = [];
});

afterAll(async () => {
  await app?.close();
  await new Promise((resolve) => server.close(resolve));
  removeHome(home);
});

describe('the content security policy of the handler', () => {
  it('lets the page’s own script and style in, and no inline script', async () => {
    await expect(app.page.getAttribute('body', 'data-bridge')).resolves.toContain('ask');
    await expect(app.page.title()).resolves.toBe('Fixture');
    const color = await app.page.evaluate(() => getComputedStyle(document.body).color);
    expect(color).toBe('rgb(1, 2, 3)');
  });

  it.each(['fetch to itself', 'fetch outside', 'web socket outside'])(
    'lets no connection through: %s',
    async (way) => {
      const directive = await app.page.evaluate(
        ([kind, host]) =>
          new Promise((resolve) => {
            document.addEventListener(
              'securitypolicyviolation',
              (event) => resolve(event.effectiveDirective),
              {
                once: true,
              },
            );
            if (kind === 'web socket outside')
              new WebSocket(`ws://${host}/`).onopen = () => resolve('connected');
            else
              fetch(kind === 'fetch outside' ? `http://${host}/` : '/page.css').then(
                () => resolve('answered'),
                () => undefined,
              );
          }),
        [way, outside],
      );
      expect(directive).toBe('connect-src');
      expect(reached).toEqual([]);
    },
  );
});

describe('the way out', () => {
  it('is closed where no policy forbids it', async () => {
    const session = await app.page.context().newCDPSession(app.page);
    await session.send('Page.setBypassCSP', { enabled: true });
    await app.page.reload();
    const outcomes = await app.page.evaluate(
      async (host) => [
        await fetch(`http://${host}/`, { mode: 'no-cors' }).then(
          () => 'answered',
          () => 'blocked',
        ),
        await new Promise((resolve) => {
          const socket = new WebSocket(`ws://${host}/`);
          socket.onopen = () => resolve('connected');
          socket.onerror = () => resolve('blocked');
        }),
      ],
      outside,
    );
    await session.send('Page.setBypassCSP', { enabled: false });
    await session.detach();
    await app.page.reload();
    expect(outcomes).toEqual(['blocked', 'blocked']);
    expect(reached).toEqual([]);
  });
});

describe('navigation', () => {
  it.each([
    ['a click on a link', () => document.getElementById('away')?.click(), 'https://example.com/away'],
    ['a script', () => location.assign('https://example.com/script'), 'https://example.com/script'],
    ['a script, to its own origin', () => location.assign('/other.html'), 'app://fixture/other.html'],
    ['a script that reloads', () => location.reload(), 'app://fixture/page.html'],
  ])('by %s is put to the application and prevented', async (_name, go, url) => {
    await app.page.evaluate(() => {
      document.body.dataset['stayed'] = 'yes';
    });
    await app.page.evaluate(go);
    await eventually(async () =>
      (await notes(app)).filter((note) => note['navigation'] === url),
    ).toHaveLength(1);
    expect(app.page.url()).toBe(shown);
    await expect(app.page.getAttribute('body', 'data-stayed')).resolves.toBe('yes');
  });

  it('by a test, as by an address bar, is not put to the application', async () => {
    const before = (await notes(app)).filter((note) => 'navigation' in note).length;
    await app.page.reload();
    await expect(app.page.title()).resolves.toBe('Fixture');
    expect((await notes(app)).filter((note) => 'navigation' in note)).toHaveLength(before);
  });
});

describe('new windows', () => {
  it.each([
    ['window.open', () => void window.open('https://example.com/open'), 'https://example.com/open'],
    ['a link', () => document.getElementById('tab')?.click(), 'https://example.com/tab'],
  ])('by %s are put to the application and denied', async (_name, open, url) => {
    await app.page.evaluate(open);
    await eventually(async () => (await notes(app)).filter((note) => note['open'] === url)).toHaveLength(1);
    await eventually(() => app.page.context().pages().length).toBe(1);
  });

  it('window.open gives the page nothing', async () => {
    await expect(app.page.evaluate(() => window.open('https://example.com/') === null)).resolves.toBe(true);
  });
});

describe('permissions', () => {
  it.each(['geolocation', 'notifications', 'camera', 'microphone'])(
    'are what the application answers: %s is denied',
    async (name) => {
      const state = await app.page.evaluate(
        async (permission) =>
          (await navigator.permissions.query({ name: permission as PermissionName })).state,
        name,
      );
      expect(state).toBe('denied');
    },
  );
});
