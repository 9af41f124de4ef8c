// Test equipment. Uses the practice provider's pages over bare HTTP, as somebody with a browser would.
import type { PersonId } from './practice-provider/people.ts';

export interface Will {
  readonly person: PersonId;
  readonly decision?: 'allow' | 'deny';
  /** What is entered where a page asks for a device's code. */
  readonly userCode?: string;
}

/** Where the pages led: back to the client by an address or by a form, or to a last page. */
export type Ended =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'form'; readonly action: string; readonly fields: URLSearchParams }
  | { readonly kind: 'page'; readonly text: string };

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** The fields that the form sends by itself. */
function hiddenFields(html: string): URLSearchParams {
  const inputs = (html.match(/<input[^>]*>/g) ?? []).filter((tag) => attribute(tag, 'type') === 'hidden');
  return new URLSearchParams(
    inputs.map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']),
  );
}

function filledIn(html: string, { person, decision = 'allow', userCode }: Will): URLSearchParams | undefined {
  const fields = hiddenFields(html);
  if (html.includes('name="person"')) fields.set('person', person);
  else if (html.includes('name="decision"')) fields.set('decision', decision);
  else if (/type="text" name="user_code"/.test(html)) {
    if (userCode === undefined || html.includes('not waited for')) return undefined;
    fields.set('user_code', userCode);
  }
  return fields;
}

/** Opens the address and does what the pages ask for, until they lead nowhere on this server. */
export async function visit(address: string, will: Will): Promise<Ended> {
  const { origin } = new URL(address);
  const cookies = new Map<string, string>();
  let at = address;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 30; step += 1) {
    const response = await fetch(at, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(body ? { body } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    body = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      at = new URL(location, at).href;
      if (new URL(at).origin !== origin) return { kind: 'redirect', url: at };
      continue;
    }
    const html = await response.text();
    const form = /<form[^>]*>/.exec(html)?.[0];
    const fields = form === undefined ? undefined : filledIn(html, will);
    if (form === undefined || fields === undefined) return { kind: 'page', text: html };
    at = new URL(attribute(form, 'action') ?? at, at).href;
    if (new URL(at).origin !== origin) return { kind: 'form', action: at, fields };
    body = fields;
  }
  throw new Error(`the pages never ended, the last was ${at}`);
}

/** Does the same and brings the answer back to whoever listens for it; the status of the page shown there. */
export async function visitAndReturn(address: string, will: Will): Promise<number> {
  const ended = await visit(address, will);
  switch (ended.kind) {
    case 'redirect':
      return (await fetch(ended.url)).status;
    case 'form':
      return (await fetch(ended.action, { method: 'POST', body: ended.fields })).status;
    case 'page':
      throw new Error(`the pages led nowhere: ${ended.text}`);
  }
}

/** Signs in as a person; the parameters that the answer to the client has. */
export async function signInOverHttp(
  address: string,
  person: PersonId,
  decision: 'allow' | 'deny' = 'allow',
): Promise<readonly (readonly [string, string])[]> {
  const ended = await visit(address, { person, decision });
  if (ended.kind !== 'redirect') throw new Error(`the pages ended otherwise: ${ended.kind}`);
  return [...new URL(ended.url).searchParams];
}
