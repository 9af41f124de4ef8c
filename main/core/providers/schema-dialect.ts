// Pure. The shape of a definition's `dialect`: how the provider departs from the RFCs. See `../oauth/dialect.ts`.
import * as z from 'zod';
import { requestPhases, standardErrors } from '../oauth/dialect.ts';
import { forms, type TextForm } from './definition-forms.ts';

// Zod would write code at run time otherwise, which a strict content security policy forbids.
z.config({ jitless: true });

export function text({ pattern, longest, problem }: TextForm) {
  return z.string().max(longest, problem).regex(pattern, problem);
}

export function some<T extends z.core.SomeType>(item: T, most: number) {
  return z.array(item).max(most);
}

const byPhase = <T extends z.ZodType>(value: T) =>
  z.strictObject(
    Object.fromEntries(requestPhases.map((phase) => [phase, value.exactOptional()])) as {
      [P in (typeof requestPhases)[number]]: z.ZodExactOptional<T>;
    },
  );

export const headers = z.record(text(forms.headerName), text(forms.headerValue));
const parameters = z.record(text(forms.requestParameter), text(forms.value));
const renamed = z.record(text(forms.requestParameter), text(forms.requestParameter));

const expiry = z.strictObject({
  member: text(forms.members).describe('The member’s name, or names joined by dots.'),
  form: z
    .enum(['seconds', 'milliseconds', 'epoch_seconds', 'epoch_milliseconds', 'iso_date'])
    .describe('A lifetime (seconds, milliseconds) or a moment (the others).'),
});

const errors = z.strictObject({
  successFlag: text(forms.members)
    .describe(
      'A member that is false in a refusal and true otherwise, such as “ok”, whatever the HTTP status.',
    )
    .exactOptional(),
  code: text(forms.members).describe('Where the error’s code is, such as “error.code”.').exactOptional(),
  description: text(forms.members)
    .describe('Where the error’s description is, such as “message”.')
    .exactOptional(),
  meanings: z
    .record(text(forms.words), z.enum(standardErrors))
    .describe(
      'What the provider’s codes and descriptions, in lower case, mean in the words of RFC 6749 and RFC 8628.',
    )
    .exactOptional(),
});

const revocation = z.strictObject({
  tokenIn: z
    .enum(['parameters', 'bearer'])
    .describe('“bearer”: the token is in the Authorization header, and there are no parameters.')
    .exactOptional(),
  encoding: z.enum(['form', 'json', 'query']).describe('How the parameters are sent.').exactOptional(),
  clientAuthentication: z
    .enum(['as_registered', 'client_id', 'none'])
    .describe('“client_id”: sent with the client’s ID alone; “none”: with the token alone.')
    .exactOptional(),
  tokens: z
    .enum(['access_token', 'refresh_token'])
    .describe('Which tokens the provider takes there; both where this is left out.')
    .exactOptional(),
});

const resent = z.strictObject({
  token: some(z.enum(['scope']), 1)
    .describe('With the code.')
    .exactOptional(),
  device_token: some(z.enum(['scope']), 1)
    .describe('With the device code.')
    .exactOptional(),
  refresh: some(z.enum(['scope', 'redirect_uri']), 2)
    .describe('With the refresh token.')
    .exactOptional(),
});

export const dialect = z.strictObject({
  tokenRequest: z
    .enum(['form', 'json', 'query'])
    .describe('How the parameters of token requests are sent; “query”: in the address, with an empty body.')
    .exactOptional(),
  parameterNames: byPhase(renamed)
    .describe(
      'The provider’s own names for standard parameters, by phase: { "token": { "client_id": "client_key" } }.',
    )
    .exactOptional(),
  extraParameters: byPhase(parameters)
    .describe('Further parameters by phase. They never replace one that the flow itself sets.')
    .exactOptional(),
  headers: byPhase(headers)
    .describe('Further headers by phase. They replace those that the flow sets.')
    .exactOptional(),
  resent: resent
    .describe('Standard parameters that the provider wants again where the RFCs do without them.')
    .exactOptional(),
  scopeSeparator: z
    .literal(',')
    .describe('Between the scopes of a request, where it is not a blank.')
    .exactOptional(),
  grantedScopeSeparator: z
    .literal(',')
    .describe('Between the scopes of an answer, where it is not a blank. A list is always understood.')
    .exactOptional(),
  basicWithEmptySecret: z
    .literal(true)
    .describe('Set where a client without a secret proves itself by Basic with an empty one.')
    .exactOptional(),
  answerPath: text(forms.members)
    .describe('Path of the object in an answer that has the tokens, such as “authed_user”.')
    .exactOptional(),
  expiry: expiry
    .describe('When the access token expires, where that is not told by “expires_in” or “expires_at”.')
    .exactOptional(),
  refreshExpiry: expiry
    .describe(
      'When the refresh token expires, where “refresh_token_expires_in” or “refresh_expires_in” do not tell.',
    )
    .exactOptional(),
  bearerTokenTypes: some(text(forms.tokenType), 10)
    .describe('Token types beside “bearer” that mean a bearer token.')
    .exactOptional(),
  bearerWithoutTokenType: z
    .literal(true)
    .describe('An answer without “token_type” means a bearer token.')
    .exactOptional(),
  errors: errors
    .describe('Where an answer that is not as RFC 6749 section 5.2 has it says what is wrong.')
    .exactOptional(),
  pkce: z
    .enum(['S256', 'hex', 'none'])
    .describe(
      '“hex”: the challenge is the hexadecimal digest. “none” only where the provider breaks on PKCE.',
    )
    .exactOptional(),
  offlineAccessWithoutConsent: z
    .literal(true)
    .describe('“offline_access” needs no “prompt=consent”.')
    .exactOptional(),
  revocation: revocation.describe('Where revoking is not as RFC 7009 has it.').exactOptional(),
});
