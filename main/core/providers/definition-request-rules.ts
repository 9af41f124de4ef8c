// Pure. What a definition may put into requests: nothing that is secret, or that the program or the connection sets.
import { type Problems, problem, type Rule, repeated } from './definition-rule.ts';

export const asking: Rule = ({ whoAmI }) => {
  if (whoAmI === undefined) return [];
  const { method, body, headers = {} } = whoAmI;
  return [
    ...(method === 'GET' && body !== undefined
      ? [problem('whoAmI.body', 'A GET request has no body.', 'Remove the body, or make the method “POST”.')]
      : []),
    ...(body !== undefined && !isJson(body)
      ? [
          problem(
            'whoAmI.body',
            'The body is not JSON.',
            'Write JSON in a text, such as "{\\"query\\":\\"...\\"}".',
          ),
        ]
      : []),
    ...headerProblems('whoAmI.headers', headers, ['client_id']),
  ];
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Headers that the program or the connection sets, or that would carry a secret. */
const refusedHeaders =
  /^(authorization|proxy-.*|cookie2?|set-cookie2?|host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect)$/i;

function headerProblems(
  path: string,
  headers: Readonly<Record<string, string>>,
  places: readonly string[],
): Problems {
  return Object.entries(headers).flatMap(([name, value]) => {
    const strange = [...value.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].find(
      (match) => !places.includes(match[1] ?? ''),
    );
    return [
      ...(refusedHeaders.test(name)
        ? [problem(`${path}.${name}`, 'This header is not for definitions to set.', 'Remove it.')]
        : []),
      ...(strange === undefined
        ? []
        : [
            problem(
              `${path}.${name}`,
              `${strange[0]} is the place of nothing.`,
              'Write the value as it is sent.',
            ),
          ]),
    ];
  });
}

/** Parameters that the flows make anew each time, or that are secrets. */
const refusedParameters: ReadonlySet<string> = new Set([
  'access_token',
  'client_assertion',
  'client_secret',
  'code',
  'code_challenge',
  'code_verifier',
  'device_code',
  'nonce',
  'password',
  'refresh_token',
  'state',
]);

export const requests: Rule = ({ dialect }) => [
  ...Object.entries(dialect.headers ?? {}).flatMap(([phase, headers]) =>
    headerProblems(`dialect.headers.${phase}`, headers, []),
  ),
  ...Object.entries(dialect.extraParameters ?? {}).flatMap(([phase, extra]) =>
    Object.keys(extra)
      .filter((name) => refusedParameters.has(name))
      .map((name) =>
        problem(
          `dialect.extraParameters.${phase}.${name}`,
          'This parameter is made by the program or is a secret.',
          'Remove it: definitions hold no secrets.',
        ),
      ),
  ),
  ...Object.entries(dialect.parameterNames ?? {}).flatMap(([phase, names]) =>
    repeated(`dialect.parameterNames.${phase}`, '', Object.values(names)).map((found) => ({
      ...found,
      path: `dialect.parameterNames.${phase}`,
    })),
  ),
];
