// Tests the pages shown at the redirect URI: what they say, and that they hold nothing that their policy would block.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createLoopbackReceiver } from '../../../main/adapters/loopback-receiver.ts';
import type { RedirectVerdict } from '../../../main/core/ports.ts';

async function pageFor(verdict: RedirectVerdict, query: string): Promise<Response> {
  const target = { hostname: '127.0.0.1', port: 0, path: '/callback' } as const;
  const heard = await createLoopbackReceiver().listen(target, () => verdict);
  if (!heard.ok) throw new Error(heard.error.code);
  const response = await fetch(`${heard.value.redirectUri}?${query}`);
  await heard.value.close();
  return response;
}

describe.each([
  ['received', 200, 'Tokendeck has your answer.'],
  ['refused', 200, 'The sign-in did not go through.'],
  ['ignored', 400, 'Tokendeck was not waiting for this.'],
] as const)('the page for an answer %s', (verdict, status, title) => {
  test('says plainly what happened and what to do', async () => {
    const response = await pageFor(verdict, 'x=1');
    const html = await response.text();
    expect(response.status).toBe(status);
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toMatch(/<p>[^<]*go back/);
    expect(html).toContain('prefers-color-scheme: dark');
  });

  test('is neither cached, referred onward, framed nor guessed at', async () => {
    const { headers } = await pageFor(verdict, 'x=1');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
      connection: 'close',
    });
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
  });

  test('has one style, allowed by its hash, and nothing else to load or run', async () => {
    const response = await pageFor(verdict, 'x=1');
    const html = await response.text();
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '');
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64');
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<form|\sstyle=|\son\w+=|url\(|@import|https?:/);
  });

  test('shows nothing of the request', async () => {
    const query = 'code=MARKED&state=MARKED&error_description=%3Cscript%3EMARKED';
    expect(await (await pageFor(verdict, query)).text()).not.toContain('MARKED');
  });
});
