// Test equipment. A request as it came, kept for what tests assert of it.
import type { IncomingMessage } from 'node:http';
import type { Encoding } from './row.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** Host and path that were meant. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The header in which the wrapped Http port says which host was meant. */
export const hostHeader = 'x-original-host';

export async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: incoming.method ?? '',
    address: `${headers[hostHeader] ?? ''}${url.pathname}`,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

export interface SentParameters {
  readonly encoding: Encoding;
  readonly parameters: URLSearchParams;
}

/** How and which parameters were sent; a text that says why not where that cannot be told. */
export function sentParameters(request: ReceivedRequest): SentParameters | string {
  const { body, query, headers } = request;
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (body === '') return { encoding: 'query', parameters: query };
  if (query.size > 0) return 'parameters both in the address and in a body';
  if (type === 'application/x-www-form-urlencoded') {
    return { encoding: 'form', parameters: new URLSearchParams(body) };
  }
  if (type !== 'application/json') return `a body of type ${type ?? 'unknown'}`;
  const json: unknown = JSON.parse(body);
  if (typeof json !== 'object' || json === null) return 'JSON that is no object';
  const entries = Object.entries(json);
  if (entries.some(([, value]) => typeof value !== 'string')) return 'JSON with a member that is no text';
  return { encoding: 'json', parameters: new URLSearchParams(entries as [string, string][]) };
}
