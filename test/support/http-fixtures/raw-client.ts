// Tests. A client that sends any bytes and gives back all that came until the connection was closed.
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  /** 0 where nothing that looks like HTTP came back. */
  readonly status: number;
  readonly text: string;
}

export function openRaw(port: number, host = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket));
    socket.on('error', reject);
  });
}

export function answerOn(socket: Socket): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (part) => {
      text += part;
    });
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
      });
  });
}

/** Sends bytes and waits until the other side has closed the connection. */
export async function sendRaw(port: number, bytes: string, host?: string): Promise<RawAnswer> {
  const socket = await openRaw(port, host);
  const answer = answerOn(socket);
  socket.write(Buffer.from(bytes, 'latin1'));
  return await answer;
}
