// Main process. HTTP servers that share one bounded set of connections and leave none behind.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Times in milliseconds. */
export interface RoomLimits {
  /** For a request to come in completely. */
  readonly requestMs: number;
  readonly connections: number;
}

const headerBytes = 16 * 1024;
/** How long closing waits for a page that is on its way to the browser. */
const partingMs = 1000;

export interface Room {
  newServer(): Server;
  close(): Promise<void>;
}

/** Servers that share one set of connections. `answer` is called for each request with a complete head. */
export function createRoom(
  limits: RoomLimits,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Room {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const answering = new Set<Socket>();
  let closed: Promise<void> | undefined;

  function admit(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      answering.delete(socket);
    });
    if (sockets.size <= limits.connections) return;
    // The oldest gives way, so that idle connections cannot keep the browser out.
    const oldest = [...sockets].find((one) => !answering.has(one)) ?? socket;
    oldest.destroy();
  }

  async function part(): Promise<void> {
    const ends = servers
      .filter(({ listening }) => listening)
      .map((server) => new Promise((end) => server.close(end)));
    for (const socket of sockets) if (!answering.has(socket)) socket.destroy();
    const late = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, partingMs);
    await Promise.all(ends);
    clearTimeout(late);
  }

  return {
    newServer() {
      const server = createServer(
        {
          maxHeaderSize: headerBytes,
          headersTimeout: limits.requestMs,
          requestTimeout: limits.requestMs,
          connectionsCheckingInterval: Math.min(1000, limits.requestMs),
        },
        (request, response) => {
          const isAnswering = () => answering.add(request.socket);
          // A body that never ends must not keep a place.
          if (request.method === 'POST') request.once('end', isAnswering);
          else isAnswering();
          answer(request, response);
        },
      );
      server.maxRequestsPerSocket = 1;
      servers.push(server.on('connection', admit));
      return server;
    },
    close() {
      closed ??= part();
      return closed;
    },
  };
}
