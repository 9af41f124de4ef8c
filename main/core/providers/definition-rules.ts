// Pure. What the members of a definition mean together: rules that go beyond each one's own form.
import { memberAt } from '../oauth/member-path.ts';
import { asking, requests } from './definition-request-rules.ts';
import { type Problems, problem, type Rule, repeated } from './definition-rule.ts';
import { addressProblems, templateProblems } from './definition-templates.ts';
import { type Provider, type ProviderFlow, providerEndpoints } from './provider.ts';

/** All that is wrong with a complete definition of the right shape. */
export function ruleProblems(provider: Provider): Problems {
  return rules.flatMap((rule) => rule(provider));
}

const onlyOnce: Rule = ({ parameters, scopes, flows, clientAuthentication, apis = [] }) => [
  ...repeated(
    'parameters',
    'name',
    parameters.map(({ name }) => name),
  ),
  ...repeated(
    'scopes',
    'name',
    scopes.map(({ name }) => name),
  ),
  ...repeated(
    'flows',
    'kind',
    flows.map(({ kind }) => kind),
  ),
  ...repeated(
    'apis',
    'name',
    apis.map(({ name }) => name),
  ),
  ...repeated('clientAuthentication', '', clientAuthentication),
];

const addresses: Rule = (provider) => {
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
    ...(dashboard === undefined ? [] : addressProblems('dashboard', dashboard, page)),
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

const redirectPort: Rule = ({ redirect }) => {
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

const placesToGo: Rule = ({ flows, endpoints, discovery, issuer }) => {
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

const secrets: Rule = ({ flows, clientAuthentication }) => {
  const hasSecret = flows.some(({ clientSecret }) => clientSecret !== 'none');
  const lone = flows.findIndex(
    ({ kind, clientSecret }) => kind === 'client_credentials' && clientSecret !== 'required',
  );
  return [
    ...(hasSecret && clientAuthentication.length === 0
      ? [
          problem(
            'clientAuthentication',
            'A flow has a client secret, but no way to send it.',
            'Add “client_secret_post” or “client_secret_basic”, or set “clientSecret” to “none”.',
          ),
        ]
      : []),
    ...(!hasSecret && clientAuthentication.length > 0
      ? [
          problem(
            'clientAuthentication',
            'No flow has a client secret that could be sent.',
            'Make this an empty list, or set “clientSecret” to “optional” or “required”.',
          ),
        ]
      : []),
    ...(lone === -1
      ? []
      : [
          problem(
            `flows.${lone}.clientSecret`,
            'Client credentials are nothing without a secret (RFC 6749 section 4.4).',
            'Write “required”.',
          ),
        ]),
  ];
};

const validating: Rule = ({ validation, endpoints }) => {
  if ((validation === undefined) === (endpoints.validation === undefined)) return [];
  return validation === undefined
    ? [
        problem(
          'validation',
          'The validation endpoint is there, but not how it is asked.',
          'Add “validation”.',
        ),
      ]
    : [
        problem(
          'endpoints.validation',
          'There is no address for “validation”.',
          'Add this endpoint, or remove “validation”.',
        ),
      ];
};

const commas: Rule = ({ scopes, apis = [], dialect }) => {
  if (dialect.scopeSeparator === undefined) return [];
  const named = [
    ...scopes.map(({ name }, index) => [`scopes.${index}.name`, name] as const),
    ...apis.flatMap((api, place) =>
      api.scopes.map((name, index) => [`apis.${place}.scopes.${index}`, name] as const),
    ),
  ];
  return named
    .filter(([, name]) => name.includes(','))
    .map(([path]) =>
      problem(
        path,
        'There is a comma in a scope, although commas are between scopes.',
        'Write each scope by itself.',
      ),
    );
};

const defaults: Rule = ({ parameters }) =>
  parameters.flatMap(({ kind, default: usual }, index) =>
    kind === 'url' && usual !== undefined ? addressProblems(`parameters.${index}.default`, usual) : [],
  );

const unconfirmedPaths: Rule = (provider) =>
  provider.unconfirmed.flatMap((path, index) =>
    memberAt(provider, path) !== undefined
      ? []
      : [
          problem(
            `unconfirmed.${index}`,
            `There is no “${path.slice(0, 80)}” in this definition.`,
            'Write the path of a member that is there, such as “endpoints.token”.',
          ),
        ],
  );

const rules: readonly Rule[] = [
  onlyOnce,
  addresses,
  redirectPort,
  placesToGo,
  secrets,
  validating,
  asking,
  requests,
  commas,
  defaults,
  unconfirmedPaths,
];
