// Test equipment of this folder. Signs in at the practice provider's pages over bare HTTP, as a browser would.
import type { PersonId } from '../../support/practice-provider/people.ts';

/** Follows the sign-in from the authorization request on; gives the parameters of the redirect back to the client. */
export async function signInOverHttp(
  url: string,
  person: PersonId,
  decision: 'allow' | 'deny' = 'allow',
): Promise<readonly (readonly [string, string])[]> {
  const { origin } = new URL(url);
  const cookies = new Map<string, string>();
  let at = url;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(at, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      const next = new URL(location, at);
      if (next.origin !== origin) return [...next.searchParams];
      at = next.href;
      form = undefined;
      continue;
    }
    const page = await response.text();
    const asksForPerson = page.includes('name="person"');
    if (!asksForPerson && !page.includes('name="decision"')) throw new Error(`stuck at ${at}: ${page}`);
    form = new URLSearchParams(asksForPerson ? { person } : { decision });
  }
  throw new Error('the sign-in never ended');
}
