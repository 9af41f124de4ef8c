// Test equipment. Which client asks, and whether it proves itself as it was registered (RFC 6749 section 2.3.1).
import type { ReceivedRequest } from './request.ts';
import type { Grant } from './row.ts';
import { refuse } from './rules.ts';
import type { RegisteredClient, State } from './state.ts';

interface Proof {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly by: 'post' | 'basic' | 'none';
}

export function authenticatedClient(
  state: State,
  request: ReceivedRequest,
  parameters: URLSearchParams,
  grant: Grant | 'other',
): RegisteredClient {
  const { confidential = [], public: open } = state.row.clients;
  const proof = proofIn(state, request, parameters);
  const client = state.clients.get(proof.clientId);
  if (client === undefined) return refuse('client', 'invalid_client', 'There is no such client.');
  if (client.secret === undefined) {
    const isEmptyBasic = proof.by === 'basic' && proof.secret === '';
    if (open?.byEmptyBasic) {
      if (!isEmptyBasic)
        refuse('client_authentication', 'invalid_client', 'Basic with an empty secret is due.');
    } else if (proof.by !== 'none') {
      return refuse('secret_forbidden', 'invalid_client', 'Public clients must not present a secret.');
    }
    if (grant !== 'other' && open?.grants.includes(grant) !== true) {
      return refuse('client_authentication', 'invalid_client', 'This grant needs a client secret.');
    }
    return client;
  }
  if (proof.by === 'none')
    return refuse('client_authentication', 'invalid_client', 'There is no client secret.');
  if (!confidential.includes(proof.by)) {
    return refuse('client_authentication', 'invalid_client', `The secret must not come by ${proof.by}.`);
  }
  if (proof.secret !== client.secret) {
    return refuse('client_authentication', 'invalid_client', 'The client secret is wrong.');
  }
  return client;
}

function proofIn(state: State, { headers }: ReceivedRequest, parameters: URLSearchParams): Proof {
  const header = headers['authorization'];
  const posted = parameters.get('client_secret') ?? undefined;
  const clientId = parameters.get('client_id') ?? '';
  if (header === undefined) return { clientId, secret: posted, by: posted === undefined ? 'none' : 'post' };
  if (posted !== undefined) {
    return refuse(
      'client_authentication',
      'invalid_request',
      'The client proves itself in two ways at once.',
    );
  }
  const [, encoded] = /^Basic ([\w+/=]+)$/.exec(header) ?? [];
  if (encoded === undefined) return refuse('client_authentication', 'invalid_client', 'That is not Basic.');
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  // Compared as sent: a client that escapes more than RFC 6749 appendix B says is refused, as most servers do.
  const known = [...state.clients.values()].find(
    ({ id, secret = '' }) => pair === `${formEncoded(id)}:${formEncoded(secret)}`,
  );
  if (known !== undefined) return { clientId: known.id, secret: known.secret ?? '', by: 'basic' };
  const [id = '', secret = ''] = pair.split(':').map(decodeURIComponent);
  if (state.clients.get(id)?.secret === secret) {
    return refuse('basic_encoding', 'invalid_client', 'ID and secret are not form-encoded.');
  }
  return { clientId: id, secret, by: 'basic' };
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
