// Benchmark. A token endpoint that answers at once and counts: what is measured is the client, not the server.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface TokenServer {
  readonly issuer: string;
  requests(): number;
  close(): Promise<void>;
}

export async function startTokenServer(): Promise<TokenServer> {
  let requests = 0;
  const server = createServer(async (request, response) => {
    await text(request);
    requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        access_token: `access-${requests}`,
        refresh_token: `refresh-${requests}`,
        token_type: 'Bearer',
        expires_in: 3600,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The token server has no port.');
  return {
    issuer: `http://127.0.0.1:${address.port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
