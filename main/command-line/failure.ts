// Command line. A coded error as text for a person and as JSON for a program. Pure.
import type { AppError, ProviderWords } from '../core/errors.ts';
import { wordingOf } from '../core/wording.ts';
import { plain } from './plain-text.ts';

function inOneLine({ error, description, uri }: ProviderWords): string {
  return `${error}${description === undefined ? '' : `: ${description}`}${uri === undefined ? '' : ` (${uri})`}`;
}

/** What happened, what to do, and the provider's own words. */
export function errorText(error: AppError): string {
  const { what, remedy } = wordingOf(error);
  const said = error.provider === undefined ? [] : [`The provider said: ${inOneLine(error.provider)}`];
  return [`tokendeck: ${what}`, remedy, ...said].map((line) => `${plain(line)}\n`).join('');
}

export function errorJson(error: AppError): Readonly<Record<string, unknown>> {
  const { what, remedy } = wordingOf(error);
  return {
    code: error.code,
    message: what,
    remedy,
    ...(error.provider === undefined ? {} : { provider: error.provider }),
  };
}
