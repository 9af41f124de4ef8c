// Main process. The RedirectReceiver port: a listener on the loopback interface for the length of one sign-in.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appError } from '../core/errors.ts';
import type {
  RedirectListener,
  RedirectParameters,
  RedirectReceiver,
  RedirectTarget,
  RedirectVerdict,
} from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { type PageKind, pageHeaders, pages } from './loopback-page.ts';
import { createRoom, type Room, type RoomLimits } from './loopback-room.ts';
import {
  longestForm,
  methodFor,
  type ReadRequest,
  readForm,
  readRedirectRequest,
} from './redirect-request.ts';

type Judge = (parameters: RedirectParameters) => RedirectVerdict;

const usualLimits: RoomLimits = { requestMs: 10_000, connections: 64 };
const attempts = 8;

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Binds to one address; the system's error code on failure. */
function bind(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown');
    server.once('error', failed);
    server.listen({ host, port, ipv6Only: true, exclusive: true }, () => {
      server.off('error', failed);
      // A later error concerns one connection that could not be taken in; listening goes on.
      server.on('error', () => undefined);
      resolve(undefined);
    });
  });
}

function bindingError(code: string, port: number) {
  return appError(code === 'EADDRINUSE' ? 'port_in_use' : 'port_not_allowed', { detail: String(port) });
}

function send(response: ServerResponse, status: number, page: PageKind, allowed: string): void {
  response.writeHead(status, {
    ...pageHeaders,
    'Content-Length': Buffer.byteLength(pages[page]),
    Connection: 'close',
    ...(status === 405 && { Allow: allowed }),
  });
  response.end(pages[page]);
}

/** Binds to 127.0.0.1 and, for the name `localhost`, to the same port of ::1 where there is one. */
async function bindAll(target: RedirectTarget, room: Room): Promise<Result<number>> {
  for (let attempt = 1; ; attempt += 1) {
    const first = room.newServer();
    const refused = await bind(first, '127.0.0.1', target.port);
    if (refused !== undefined) return fail(bindingError(refused, target.port));
    const port = portOf(first);
    if (target.hostname !== 'localhost') return ok(port);
    const second = await bind(room.newServer(), '::1', port);
    // Somebody else's listener there would be given the code by every browser that tries ::1 first.
    if (second !== 'EADDRINUSE') return ok(port);
    if (target.port !== 0 || attempt === attempts) return fail(bindingError(second, port));
    const ended = new Promise((end) => first.close(end));
    first.closeAllConnections();
    await ended;
  }
}

/** The body as text; undefined where it is too long. One that breaks off is never answered. */
function formOf(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= longestForm) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** `http://localhost/` is registered without its port, and has to be sent as it is registered. */
function shownPort(port: number): string {
  return port === 80 ? '' : `:${port}`;
}

/**
 * Creates the RedirectReceiver port (RFC 8252 sections 7.3 and 8.3). Only the first verdict other than `ignored` counts;
 * a judge that throws has ignored the request. Nothing of a request is kept, logged or shown.
 */
export function createLoopbackReceiver(
  options: { readonly limits?: Partial<RoomLimits> } = {},
): RedirectReceiver {
  const limits = { ...usualLimits, ...options.limits };
  return {
    async listen(target: RedirectTarget, judge: Judge): Promise<Result<RedirectListener>> {
      const { hostname, path, responseMode } = target;
      const method = methodFor(target);
      let over = false;
      let port = target.port;

      function verdictOn(parameters: RedirectParameters): RedirectVerdict {
        try {
          return judge(parameters);
        } catch {
          return 'ignored';
        }
      }

      function answer(request: IncomingMessage, response: ServerResponse): void {
        const read = readRedirectRequest(request, { hostname, port, path, responseMode });
        if (read.kind === 'form') void formOf(request).then((body) => respond(readForm(body), response));
        else respond(read, response);
      }

      function respond(read: ReadRequest, response: ServerResponse): void {
        const verdict = read.kind === 'parameters' && !over ? verdictOn(read.parameters) : 'ignored';
        const page = (status: number, kind: PageKind) => send(response, status, kind, method);
        if (read.kind === 'other') page(read.status, 'unrelated');
        else if (over) page(410, 'over');
        else if (verdict === 'ignored') page(400, 'unrelated');
        else {
          over = true;
          page(200, verdict);
        }
      }

      const room = createRoom(limits, answer);
      const bound = await bindAll(target, room);
      if (!bound.ok) {
        await room.close();
        return bound;
      }
      port = bound.value;
      return ok({ redirectUri: `http://${hostname}${shownPort(port)}${path}`, close: () => room.close() });
    },
  };
}
