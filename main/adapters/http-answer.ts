// Main process. Judges an HTTP answer and reads its body, counting while it comes in.
import type { Readable } from 'node:stream';
import { appError } from '../core/errors.ts';
import type { HttpResponse } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';

export interface IncomingAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

function joinedHeaders(headers: IncomingAnswer['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

/** The host that a redirect points to, without the rest of the address: that may hold a code or a token. */
function redirectHost(location: string | undefined, from: URL): string | undefined {
  return (location === undefined ? null : URL.parse(location, from.href))?.host || undefined;
}

/** Undefined when it grew beyond `limit` bytes; the rest is then not read and the connection is closed. */
async function readBody(body: Readable, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/**
 * Reads an answer that came from `url`, with a body of at most `limit` bytes; an answer that is refused by its head is
 * not read. Throws what the connection throws. Errors: `redirect_not_followed` (with the target's host as detail),
 * `malformed_response` (compressed although not asked for: a small answer could grow without bound),
 * `response_too_large`.
 */
export async function readAnswer(
  answer: IncomingAnswer,
  url: URL,
  limit: number,
): Promise<Result<HttpResponse>> {
  const { statusCode: status, body } = answer;
  const headers = joinedHeaders(answer.headers);
  const dropBody = () => body.on('error', () => undefined).destroy();
  if (status >= 300 && status < 400) {
    dropBody();
    const target = redirectHost(headers['location'], url);
    return fail(appError('redirect_not_followed', { status, ...(target && { detail: target }) }));
  }
  if (!['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? '')) {
    dropBody();
    return fail(
      appError('malformed_response', { status, detail: 'it is compressed, which was not asked for' }),
    );
  }
  const bytes = await readBody(body, limit);
  return bytes === undefined
    ? fail(appError('response_too_large', { status, detail: url.host }))
    : ok({ status, headers, body: bytes });
}
