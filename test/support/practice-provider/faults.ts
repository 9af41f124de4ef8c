// Test and demonstration. Faults that a provider can be told to have, as real answers on the wire.
import { setTimeout as sleep } from 'node:timers/promises';
import type { KoaContext } from 'oidc-provider';

const json = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const html = { 'content-type': 'text/html; charset=utf-8' };

type Answer = readonly [status: number, headers: Readonly<Record<string, string>>, body: string];

const answers = {
  server_error: [500, html, '<h1>Internal Server Error</h1>'],
  unavailable: [503, { ...html, 'retry-after': '2' }, '<h1>Service Unavailable</h1>'],
  rate_limited: [429, { ...json, 'retry-after': '2' }, '{"error":"too_many_requests"}'],
  invalid_grant: [400, json, '{"error":"invalid_grant","error_description":"grant request is invalid"}'],
  invalid_client: [401, json, '{"error":"invalid_client"}'],
  empty_bad_request: [400, {}, ''],
  html: [200, html, '<h1>Welcome</h1>'],
  empty: [200, json, ''],
  truncated: [200, json, '{"access_token":"abc","token_ty'],
  missing_fields: [200, json, '{"token_type":"Bearer"}'],
  redirect: [302, { location: 'http://127.0.0.1:1/elsewhere' }, ''],
  huge: [200, json, `{"access_token":"${'a'.repeat(5 * 1024 * 1024)}","token_type":"Bearer"}`],
} as const satisfies Readonly<Record<string, Answer>>;

/**
 * `reset` breaks the connection before the request is looked at, `lost_answer` after the provider has done what was
 * asked (a rotated refresh token is used up by then), `drip` sends a byte per second without an end.
 */
export type Fault = keyof typeof answers | 'reset' | 'lost_answer' | 'drip';

async function drip(ctx: KoaContext): Promise<void> {
  ctx.res.writeHead(200, json);
  while (!ctx.res.destroyed) {
    ctx.res.write(' ');
    await sleep(1000);
  }
}

/** Answers the request in the fault's way; `proceed` does what was asked. */
export async function answerWith(fault: Fault, ctx: KoaContext, proceed: () => Promise<void>): Promise<void> {
  ctx.respond = false;
  if (fault === 'lost_answer') await proceed();
  if (fault === 'lost_answer' || fault === 'reset') {
    ctx.req.socket.destroy();
    return;
  }
  if (fault === 'drip') {
    void drip(ctx);
    return;
  }
  const [status, headers, body] = answers[fault];
  ctx.res.writeHead(status, headers);
  ctx.res.end(body);
}
