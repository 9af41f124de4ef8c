// Pure. The shape of a definition of a provider: names, types, limits and forms of its members, with a line on each that
// editors show. What members mean together is judged in `definition-rules.ts`.
import * as z from 'zod';
import { forms } from './definition-forms.ts';
import { flowKinds, type Provider, providerEndpoints } from './provider.ts';
import { dialect, headers, some, text } from './schema-dialect.ts';

const parameter = z.strictObject({
  name: text(forms.place).describe('The name of its place in addresses: “tenant” for {tenant}.'),
  label: text(forms.name).describe('What the field is called.'),
  hint: text(forms.line).describe('One sentence that helps to fill the field in.'),
  kind: z
    .enum(['url', 'segment'])
    .describe('“url”: an address that others begin with. “segment”: one part of a path.'),
  example: text(forms.address).describe('Shown in the empty field.').exactOptional(),
  default: text(forms.address).describe('Used where nothing is entered.').exactOptional(),
  optional: z
    .literal(true)
    .describe('May be left empty; an endpoint with its place is then not there.')
    .exactOptional(),
});

const endpointMeanings = {
  authorization: 'The page where the person signs in and agrees (RFC 6749 section 3.1).',
  token: 'Where tokens are asked for (RFC 6749 section 3.2).',
  refresh: 'Where tokens are refreshed, if it is not the token endpoint.',
  device_authorization: 'Where a device code is asked for (RFC 8628 section 3.1).',
  revocation: 'Where tokens are revoked (RFC 7009).',
  introspection: 'Where the client asks about a token (RFC 7662).',
  validation: 'Where anybody who has a token can ask whether it is good; see “validation”.',
  userinfo: 'Who the account is (OpenID Connect Core section 5.3).',
  jwks: 'The keys that tokens are signed with (RFC 7517).',
} as const satisfies Readonly<Record<(typeof providerEndpoints)[number], string>>;

const endpoint = text(forms.address);
const endpoints = z.strictObject(
  Object.fromEntries(
    providerEndpoints.map((name) => [name, endpoint.describe(endpointMeanings[name]).exactOptional()]),
  ) as { [E in (typeof providerEndpoints)[number]]: z.ZodExactOptional<typeof endpoint> },
);

const flow = z.strictObject({
  kind: z.enum(flowKinds).describe('How a first token is got.'),
  clientSecret: z
    .enum(['none', 'optional', 'required'])
    .describe('Whether the client has a secret in this flow; “none”: the provider refuses one.'),
});

const loopback = z.strictObject({
  kind: z.literal('loopback').describe('The provider redirects to this computer.'),
  match: z
    .enum(['any_port', 'exact'])
    .describe('“any_port”: every port of the registered address is taken (RFC 8252 section 7.3).'),
  hostname: z.enum(['127.0.0.1', 'localhost']).describe('As it is registered.'),
  port: z.int().min(0).max(65_535).describe('0 with “any_port”, otherwise the port that is registered.'),
  path: text(forms.redirectPath).describe(
    'Such as “/callback/example”; one of its own for each provider is best.',
  ),
  responseMode: z
    .literal('form_post')
    .describe('Where the answer comes as a form in a POST.')
    .exactOptional(),
});

const pasted = z.strictObject({
  kind: z.literal('pasted').describe('The person pastes the address of the page they end on.'),
  uri: endpoint.describe('An https address that is registered with the provider.'),
});

const scope = z.strictObject({
  name: text(forms.scope).describe('As the provider has it.'),
  meaning: text(forms.line).describe('One line.'),
  default: z.literal(true).describe('Asked for unless the person chooses otherwise.').exactOptional(),
});

const identity = z.strictObject({
  subject: text(forms.members).describe('What never changes, such as “data.id”.'),
  name: text(forms.members).describe('The person’s name.').exactOptional(),
  username: text(forms.members).describe('What the person is called there.').exactOptional(),
  email: text(forms.members).describe('The e-mail address.').exactOptional(),
});

const whoAmI = z.strictObject({
  method: z.enum(['GET', 'POST']).describe('How it is asked.'),
  url: endpoint.describe('Where it is asked, with the token as a Bearer header.'),
  headers: headers.describe('{client_id} stands for the client’s ID.').exactOptional(),
  body: z.string().max(2000).describe('JSON, for POST.').exactOptional(),
  members: identity.describe('Where the answer says who it is: member names joined by dots.'),
});

const validation = z.strictObject({
  scheme: z.enum(['Bearer', 'OAuth']).describe('Before the token in the Authorization header.'),
  everyMinutes: z
    .int()
    .min(5)
    .max(10_080)
    .describe('Where the provider demands to be asked at start and then as often.')
    .exactOptional(),
  members: z
    .strictObject({
      expiresIn: text(forms.members).describe('Seconds left.').exactOptional(),
      scopes: text(forms.members).describe('The scopes of the token.').exactOptional(),
      subject: text(forms.members).describe('Whose token it is.').exactOptional(),
      username: text(forms.members).describe('What the person is called there.').exactOptional(),
    })
    .describe('Where the answer says what: member names joined by dots.'),
});

/** A definition by hand: all but `id` and `name` may be left out. */
const definition = z
  .strictObject({
    $schema: z.string().max(500).describe('For editors; not kept.').exactOptional(),
    id: text(forms.id).describe(
      'Lower-case letters, digits and “-”. Accounts remember it, so it should stay.',
    ),
    name: text(forms.name).describe('What people call the provider.'),
    summary: z
      .union([z.literal(''), text(forms.line)])
      .describe('One line for the person who chooses.')
      .exactOptional(),
    mark: z
      .strictObject({
        path: text(forms.svgPath).describe('An SVG path in a box of 24 by 24, filled by the even-odd rule.'),
        hue: z.int().min(0).max(23).describe('One of 24 hues around the circle.'),
      })
      .describe('The sign beside the name.')
      .exactOptional(),
    parameters: some(parameter, 12)
      .describe('What the person enters to say which tenant, host or realm is meant.')
      .exactOptional(),
    issuer: text(forms.addressOrNothing)
      .describe('The issuer of the authorization server; left out: the origin of the endpoints.')
      .exactOptional(),
    discovery: z
      .boolean()
      .describe(
        'Whether the server’s metadata is read from its well-known address; “endpoints” then add to it.',
      )
      .exactOptional(),
    endpoints: endpoints.describe('Addresses; {name} is the place of a parameter.').exactOptional(),
    registration: z
      .strictObject({
        url: endpoint.describe('The page where a client is registered.').exactOptional(),
        advice: text(forms.advice).describe('What to enter there.'),
      })
      .describe('Where a client is registered.')
      .exactOptional(),
    dashboard: endpoint
      .describe(
        'The page where the person sees and removes what they have allowed; {name} is the place of a parameter.',
      )
      .exactOptional(),
    flows: some(flow, flowKinds.length).min(1).describe('The ways to sign in.').exactOptional(),
    clientAuthentication: some(z.enum(['client_secret_post', 'client_secret_basic']), 2)
      .describe('How a client with a secret proves itself, the preferred way first.')
      .exactOptional(),
    redirect: z
      .discriminatedUnion('kind', [loopback, pasted])
      .describe('Where the provider sends the browser back to.')
      .exactOptional(),
    scopes: some(scope, 300).describe('What can be asked for.').exactOptional(),
    apis: some(
      z.strictObject({
        name: text(forms.name).describe('What people call the API.'),
        scopes: some(text(forms.scope), 100).describe('What it needs.'),
      }),
      100,
    )
      .describe('What some of the provider’s APIs need, by the names people know them by.')
      .exactOptional(),
    refreshTokens: z
      .enum(['rotating', 'kept', 'never', 'unknown'])
      .describe('Whether a sign-in brings a refresh token, and what becomes of it when it is used.')
      .exactOptional(),
    idTokenIssuer: endpoint
      .describe('Where the issuer in ID tokens is another: {tid} stands for the token’s own claim.')
      .exactOptional(),
    whoAmI: whoAmI.describe('The call that tells whose token it is.').exactOptional(),
    identityInAnswer: identity.describe('Where the token answer itself says who it is.').exactOptional(),
    validation: validation.describe('How the endpoint “validation” is asked.').exactOptional(),
    dialect: dialect.describe('How the provider departs from the RFCs.').exactOptional(),
    unconfirmed: some(text(forms.path), 200)
      .describe(
        'Paths of members that nobody has confirmed with the provider yet, such as “endpoints.revocation”.',
      )
      .exactOptional(),
    notes: some(text(forms.line), 20)
      .describe('What else a person should know, each one sentence.')
      .exactOptional(),
  })
  .describe('A provider for Tokendeck. It holds no secrets.');

export type Definition = z.output<typeof definition>;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
type OptionalMember = {
  [K in keyof Provider]-?: Record<never, never> extends Pick<Provider, K> ? K : never;
}[keyof Provider];
/** A definition in which nothing was left out that every provider has. */
type Whole = Required<Omit<Definition, '$schema' | OptionalMember>> & Pick<Definition, OptionalMember>;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : { readonly differ: [A, B] };

// Stops compiling where the shape and the interface part, in either direction and at any depth.
true satisfies Same<DeepReadonly<Whole>, DeepReadonly<Provider>>;

export type ShapeIssue = z.core.$ZodIssue;

/** The value as a definition of the right shape, or what is wrong with its shape. */
export function shapeOf(
  value: unknown,
): { readonly definition: DeepReadonly<Definition> } | { readonly issues: readonly ShapeIssue[] } {
  const { success, data, error } = definition.safeParse(value);
  return success ? { definition: data } : { issues: error.issues };
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The shape as JSON Schema, draft 7, which editors know best. */
export function definitionSchema(): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(definition, { target: 'draft-07', io: 'input' });
  return { $schema, $id: 'urn:tokendeck:provider', title: 'Provider for Tokendeck', ...rest };
}
