// Pure. Where a definition may lead: its addresses, the redirect, and the endpoints that its flows need.
import { type Problems, problem, type Rule } from './definition-rule.ts';
import { addressProblems, templateProblems } from './definition-templates.ts';
import { type Provider, type ProviderFlow, providerEndpoints } from './provider.ts';

export const addresses: Rule = (provider) => {
  const { issuer, endpoints, idTokenIssuer, whoAmI, registration, dashboard, redirect } = provider;
  const page = { isPage: true };
  return [
    ...(issuer === '' ? [] : templateProblems('issuer', issuer, provider)),
    ...providerEndpoints.flatMap((name) => {
      const template = endpoints[name];
      return template === undefined ? [] : templateProblems(`endpoints.${name}`, template, provider);
    }),
    ...(idTokenIssuer === undefined ? [] : tokenIssuer(idTokenIssuer, provider)),
    ...(whoAmI === undefined ? [] : templateProblems('whoAmI.url', whoAmI.url, provider)),
    ...(registration.url === undefined ? [] : addressProblems('registration.url', registration.url, page)),
    ...(dashboard === undefined ? [] : templateProblems('dashboard', dashboard, provider, page)),
    ...(redirect.kind === 'pasted' ? pastedUri(redirect.uri) : []),
  ];
};

/** The token's own claims have places there too. */
function tokenIssuer(template: string, provider: Provider): Problems {
  const { parameters } = provider;
  const withoutClaims = template.replaceAll(/\{([a-z][a-z0-9_]*)\}/g, (whole, name) =>
    parameters.some((parameter) => parameter.name === name) ? whole : 'claim',
  );
  return templateProblems('idTokenIssuer', withoutClaims, provider);
}

function pastedUri(uri: string): Problems {
  const found = addressProblems('redirect.uri', uri);
  if (found.length > 0 || uri.startsWith('https:')) return found;
  return [
    problem(
      'redirect.uri',
      'An address on this computer is not pasted.',
      'Use a redirect of the kind “loopback”, or an https address.',
    ),
  ];
}

export const redirectPort: Rule = ({ redirect }) => {
  if (redirect.kind === 'pasted') return [];
  if (redirect.match === 'any_port' && redirect.port !== 0) {
    return [
      problem(
        'redirect.port',
        'There is a port, although any is taken.',
        'Write 0, or make “match” “exact” if the provider takes this port alone.',
      ),
    ];
  }
  if (redirect.match === 'exact' && redirect.port === 0) {
    return [
      problem(
        'redirect.port',
        'There is no port, although the address must be exact.',
        'Write the port that is registered, such as 8400.',
      ),
    ];
  }
  return [];
};

export const placesToGo: Rule = ({ flows, endpoints, discovery, issuer }) => {
  if (discovery) {
    const remedy = 'Add “issuer”, or set “discovery” to false and add the endpoints.';
    return issuer === '' ? [problem('issuer', 'There is nothing to discover from.', remedy)] : [];
  }
  const needed = flows.flatMap(({ kind }) =>
    endpointsOf[kind].map((name) => ({ name, text: `The flow “${kind}” needs this endpoint.` })),
  );
  return needed
    .filter(({ name }, index) => needed.findIndex((other) => other.name === name) === index)
    .filter(({ name }) => endpoints[name] === undefined)
    .map(({ name, text }) =>
      problem(
        `endpoints.${name}`,
        text,
        'Add its address, or remove the flow, or add “issuer” and “discovery”: true.',
      ),
    );
};

const endpointsOf = {
  authorization_code: ['authorization', 'token'],
  device_code: ['device_authorization', 'token'],
  client_credentials: ['token'],
} as const satisfies Readonly<Record<ProviderFlow['kind'], readonly (typeof providerEndpoints)[number][]>>;
