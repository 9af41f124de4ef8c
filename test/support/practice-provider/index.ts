// Test and demonstration. The practice provider as a program: node test/support/practice-provider/index.ts --port 4000
import { parseArgs } from 'node:util';
import { startPracticeProvider } from './provider.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'access-token-seconds': { type: 'string', default: '120' },
    'jwt-access-tokens': { type: 'boolean', default: false },
    'demand-pushed-requests': { type: 'boolean', default: false },
  },
});

const provider = await startPracticeProvider({
  port: Number(values.port),
  accessTokenSeconds: Number(values['access-token-seconds']),
  jwtAccessTokens: values['jwt-access-tokens'],
  demandsPushedRequests: values['demand-pushed-requests'],
});
const { post, basic } = provider.confidential;

console.log(`issuer         ${provider.issuer}
public client  ${provider.publicClientId}
secret, body   ${post.id}  ${post.secret}
secret, Basic  ${basic.id}  ${basic.secret}
people         ${provider.users.map(({ name }) => name).join(', ')}`);

const stop = () => void provider.close();
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
