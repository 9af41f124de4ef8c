// Pure. How a client proves itself at the token endpoint (RFC 6749 section 2.3.1), as functions for the library.
import type { ClientAuth } from 'oauth4webapi';
import { base64 } from './base64url.ts';
import { noClient } from './library.ts';
import type { ClientAtServer } from './server.ts';

/**
 * The library's own Basic also escapes `-`, `.` and `_`, and five of eight servers refuse that even for plain ids, so
 * the encoding is ours: `form` is the exact one of RFC 6749 appendix B, `raw` is none at all.
 */
export function clientAuth({
  authentication,
  dialect,
}: Pick<ClientAtServer, 'authentication' | 'dialect'>): ClientAuth {
  switch (authentication.method) {
    case 'none':
      if (dialect.basicWithEmptySecret) return basicAuth('', 'form');
      return (_server, client, body) => {
        if (client.client_id !== noClient) body.set('client_id', client.client_id);
      };
    case 'client_secret_post':
      return (_server, client, body) => {
        body.set('client_id', client.client_id);
        body.set('client_secret', authentication.secret.reveal());
      };
    case 'client_secret_basic':
      return basicAuth(authentication.secret.reveal(), authentication.encoding);
  }
}

function basicAuth(secret: string, encoding: 'form' | 'raw'): ClientAuth {
  const encode = encoding === 'form' ? formEncoded : (text: string) => text;
  return (_server, client, _body, headers) => {
    const pair = `${encode(client.client_id)}:${encode(secret)}`;
    headers.set('authorization', `Basic ${base64(new TextEncoder().encode(pair))}`);
  };
}

/** `application/x-www-form-urlencoded`, which leaves `-`, `.`, `_` and `*` as they are. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
