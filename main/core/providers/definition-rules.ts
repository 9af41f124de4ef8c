// Pure. What the members of a definition mean together: rules that go beyond each one's own form.
import { memberAt } from '../oauth/member-path.ts';
import { addresses, placesToGo, redirectPort } from './definition-address-rules.ts';
import { asking, requests } from './definition-request-rules.ts';
import { type Problems, problem, type Rule, repeated } from './definition-rule.ts';
import { addressProblems } from './definition-templates.ts';
import type { Provider } from './provider.ts';

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
