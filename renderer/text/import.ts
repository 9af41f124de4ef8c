// Window. The words of importing a token.
import { labelLength } from './detail.ts';

export const importWords = {
  title: 'Import a token',
  provider: 'Where the token is from',
  accessToken: 'Access token',
  refreshToken: 'Refresh token',
  secretHint: 'Goes straight into the vault. This window does not keep it.',
  refreshHint:
    'Optional. With it the access token is renewed by itself, through the client that it was given to.',
  tokenMissing: 'Enter an access token, a refresh token, or both.',
  again: 'The tokens were not kept in this window: enter them again.',
  expiry: 'When the access token runs out',
  unknown: 'Not known',
  unknownHint: 'A JWT is asked itself, and the provider where it can tell.',
  within: 'In some hours',
  hours: 'Hours from now',
  hoursWrong: 'Enter a number of hours above 0, such as 1 or 0.5.',
  moment: 'At a certain time',
  at: 'Date and time',
  atWrong: 'Enter a date and a time.',
  atPast: 'That is over already. Enter a time to come.',
  client: 'The client that the refresh token was given to',
  scopesHint: 'Optional, separated by blanks: what the token is for. It is only shown.',
  labelHint: `At most ${labelLength} characters. Left empty: named after whoever it belongs to.`,
  submit: 'Import',
  submitting: 'Importing…',
  done: (label: string) => `Imported: ${label}.`,
} as const;
