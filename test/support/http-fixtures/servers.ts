// Tests. Servers on loopback that answer well or badly, and a proxy, all on real sockets.
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { IssuedCertificate } from './certificates.ts';

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  /** Connections that were opened so far. */
  connections(): number;
  /** Connections that are open now. */
  open(): number;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function listening(server: Server): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export async function startHttpServer(answer: Answer): Promise<RunningServer> {
  return await listening(createHttpServer(answer));
}

export async function startHttpsServer(
  certificate: IssuedCertificate,
  answer: Answer,
): Promise<RunningServer> {
  return await listening(createHttpsServer(certificate, answer));
}

/** Calls back with each connection; nothing is read or written by itself. */
export async function startTcpServer(onConnection: (socket: Socket) => void): Promise<RunningServer> {
  return await listening(createServer(onConnection));
}

/** Sends `text` as soon as something was asked, and then ends or resets the connection. */
export async function startRawServer(text: string, end: 'end' | 'reset' | 'stay'): Promise<RunningServer> {
  return await startTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(text, () => {
        if (end === 'end') socket.end();
        if (end === 'reset') socket.resetAndDestroy();
      });
    });
  });
}

export interface RunningProxy extends RunningServer {
  /** The targets of CONNECT requests. */
  readonly asked: readonly string[];
}

/** A proxy (RFC 9110 section 9.3.6) that leads every target to one local port, or answers with `status`. */
export async function startProxy(targetPort: number, status = 200): Promise<RunningProxy> {
  const asked: string[] = [];
  const server = createHttpServer((_request, response) => response.writeHead(500).end());
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '');
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    client.on('error', () => target.destroy()).on('close', () => target.destroy());
    target.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  return Object.assign(await listening(server), { asked });
}
