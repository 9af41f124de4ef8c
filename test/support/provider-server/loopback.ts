// Test equipment. Leads what is meant for a provider's hosts to the server on loopback: the Http port and the browser.
// Only names and TLS are left out; all else is real.
import type { Browser, Http } from '../../../main/core/ports.ts';
import { ok } from '../../../main/core/result.ts';
import { hostHeader } from './request.ts';

/** The same request at `origin`, with the host that was meant in a header. */
export function throughLoopback(http: Http, origin: string): Http {
  return {
    send(request) {
      const url = meant(request.url);
      const headers = { ...request.headers, [hostHeader]: url.host };
      return http.send({ ...request, url: `${origin}${url.pathname}${url.search}`, headers });
    },
  };
}

function meant(address: string): URL {
  const url = new URL(address);
  if (url.protocol !== 'https:') throw new Error(`not an https address: ${url.origin}`);
  return url;
}

export interface ProviderBrowser extends Browser {
  /** Where the browser ended: a page of the provider, or the redirect URI with the answer. */
  readonly landed: readonly string[];
}

/** A person's browser: goes to the provider, and from there wherever it is redirected on this computer. */
export function browserAt(origin: string, onStuck: (page: string) => void): ProviderBrowser {
  const landed: string[] = [];
  async function visit(address: string): Promise<void> {
    const url = meant(address);
    const page = await fetch(`${origin}${url.pathname}${url.search}`, {
      redirect: 'manual',
      headers: { [hostHeader]: url.host },
    });
    const location = page.headers.get('location');
    if (location === null) return onStuck(await page.text());
    landed.push(location);
    if (location.startsWith('http:')) await (await fetch(location)).text();
  }
  return {
    landed,
    open(url) {
      void visit(url).catch((thrown) => onStuck(String(thrown)));
      return Promise.resolve(ok(undefined));
    },
  };
}
