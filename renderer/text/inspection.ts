// Window. The words on what is inside a token, what was found about it, and what it may be used for.
import type {
  TokenContentView,
  TokenReportView,
  UseReportView,
  VerificationView,
} from '../../preload/contract.ts';

export const inspectionWords = {
  notVerified: 'Not verified',
  explanation: 'Read from the token as it is. Its signature was not checked.',
  check: 'Check the signature',
  checking: 'Checking…',
  noKeys:
    'It cannot be checked here: nobody has said where the provider publishes its keys. An account of an OpenID provider knows that.',
  header: 'Header',
  claims: 'Claims',
  ask: {
    introspection: 'Ask the provider about it',
    validation: 'Ask the provider whether it is good',
  },
  asking: 'Asking…',
  answer: 'What the provider says',
  verdict: 'What was checked',
  belongsTo: 'Belongs to',
  scopes: 'Scopes',
  problem: 'What is wrong with it',
} as const;

/** What kind of token it is, in a sentence or two. */
export function contentSentence({ kind }: TokenContentView): string {
  switch (kind) {
    case 'signed':
      return 'A signed JWT: anybody can read it, and its signature shows who made it.';
    case 'unsigned':
      return 'A JWT without a signature: anybody could have written it.';
    case 'nested':
      return 'A JWT within a JWT: the header is of the outer one, the claims are of the inner one.';
    case 'encrypted':
      return 'An encrypted JWT: only the API that it is meant for can read more than the header.';
    case 'malformed':
      return 'It looks like a JWT, but cannot be read as one.';
    case 'opaque':
      return 'An opaque token: it says nothing of itself. Only the provider knows what it stands for.';
  }
}

export type VerdictTone = 'good' | 'soon' | 'bad';

export interface Verdict {
  readonly tone: VerdictTone;
  readonly text: string;
}

/** The findings, the signature first, each as a sentence with how good it is. */
export function verdicts(found: VerificationView): readonly Verdict[] {
  const rest = [issuerVerdict(found), audienceVerdict(found), timeVerdict(found)];
  return found.signature === 'unreadable' ? [signatureVerdict(found)] : [signatureVerdict(found), ...rest];
}

function signatureVerdict({ signature, algorithm, keyId }: VerificationView): Verdict {
  const how = algorithm === undefined ? '' : ` (${algorithm}${keyId === undefined ? '' : `, key ${keyId}`})`;
  switch (signature) {
    case 'right':
      return { tone: 'good', text: `The signature is right${how}: the provider made this token.` };
    case 'wrong':
      return {
        tone: 'bad',
        text: `The signature is wrong${how}: the token was changed, or somebody else made it.`,
      };
    case 'unknown_key':
      return { tone: 'soon', text: `It was signed with a key that the provider does not publish${how}.` };
    case 'unknown_algorithm':
      return { tone: 'soon', text: `It was signed in a way that cannot be checked here${how}.` };
    case 'none':
      return { tone: 'bad', text: 'It has no signature: anybody could have written it.' };
    case 'unreadable':
      return { tone: 'soon', text: 'It cannot be read here, so nothing could be checked.' };
  }
}

function issuerVerdict({ issuer }: VerificationView): Verdict {
  switch (issuer) {
    case 'expected':
      return { tone: 'good', text: 'Its issuer is the one that you signed in with.' };
    case 'other':
      return { tone: 'bad', text: 'It names another issuer than the one that you signed in with.' };
    case 'absent':
      return { tone: 'soon', text: 'It names no issuer.' };
  }
}

function audienceVerdict({ audience }: VerificationView): Verdict {
  switch (audience) {
    case 'client':
      return { tone: 'good', text: 'It is meant for this client.' };
    case 'others':
      return {
        tone: 'good',
        text: 'It is meant for others than this client, as is usual for an API’s token.',
      };
    case 'absent':
      return { tone: 'soon', text: 'It does not say for whom it is meant.' };
  }
}

function timeVerdict({ time }: VerificationView): Verdict {
  switch (time) {
    case 'valid':
      return { tone: 'good', text: 'It is within its time.' };
    case 'expired':
      return { tone: 'bad', text: 'Its time is over.' };
    case 'not_yet':
      return { tone: 'soon', text: 'Its time has not begun yet.' };
    case 'unlimited':
      return { tone: 'soon', text: 'It says nothing about when it runs out.' };
  }
}

export function reportVerdict({ active }: TokenReportView): Verdict {
  return active
    ? { tone: 'good', text: 'The provider accepts this token.' }
    : { tone: 'bad', text: 'The provider does not accept this token, or not any more.' };
}

export const callWords = {
  what: 'A test call with this token, to see whether the provider takes it.',
  whoAmI: 'Who am I?',
  asking: 'Calling…',
  answer: 'The server’s own words',
  noAnswer: 'The answer was empty.',
  ofNobody:
    'This token stands for the application itself, of which many providers say nothing here. It may be good elsewhere.',
} as const;

export function callVerdict({ accepted, status, identity }: UseReportView): Verdict {
  if (!accepted) return { tone: 'bad', text: `The server refused the token (HTTP ${status}).` };
  return identity === ''
    ? { tone: 'good', text: `The server accepted the token (HTTP ${status}), but did not say whose it is.` }
    : { tone: 'good', text: `The server accepted the token (HTTP ${status}). It belongs to ${identity}.` };
}

export const scopeWords = {
  none: 'The provider named no scopes.',
  missing: 'not granted',
  check: 'What an API needs',
  api: 'API',
  choose: 'Choose an API…',
  typed: 'Its scopes',
  typedHint: 'Separated by blanks.',
  lacks: 'missing',
  enough: 'The token has all of them.',
  signIn: 'Sign in again with these scopes',
  importOther: 'The token was imported: only another one can have them.',
} as const;

/** How many of the needed scopes are missing. */
export function lackSentence(count: number): string {
  return count === 1 ? 'One of them is missing.' : `${count} of them are missing.`;
}
