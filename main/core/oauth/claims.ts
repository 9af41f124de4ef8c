// Pure. Header parameters, claims and members of introspection answers in words.
import { isShallow } from '../shallow.ts';
import type { ExplainedClaim, TokenContent } from './inspection.ts';
import type { JsonObject } from './json.ts';
import { plainText } from './plain-text.ts';
import { algorithmInWords, meaningOf, timeNames } from './registered-names.ts';

const most = 200;
const longestValue = 2000;
/** The last moment that a Date can hold, in milliseconds. */
const lastMoment = 8.64e15;

/** Display lines in the order of the token, shortened where absurdly long. */
export function explain(members: JsonObject): readonly ExplainedClaim[] {
  return Object.entries(members)
    .slice(0, most)
    .map(([name, value]) => ({
      name: shortened(name),
      value: shortened(textOf(value)),
      meaning: meaningWith(name, value),
      at: timeNames.has(name) ? momentOf(value) : undefined,
    }));
}

/** What can be shown of a token. */
interface ExplainedContent {
  readonly header: readonly ExplainedClaim[];
  readonly claims: readonly ExplainedClaim[];
}

/** Header and claims in words, as far as there are any to be read; of a nested token the innermost claims. */
export function explainContent(content: TokenContent): ExplainedContent {
  switch (content.kind) {
    case 'signed':
    case 'unsigned':
      return { header: explain(content.header), claims: explain(content.claims) };
    case 'nested':
      return { header: explain(content.header), claims: explainContent(content.inner).claims };
    case 'encrypted':
      return { header: explain(content.header), claims: [] };
    case 'malformed':
    case 'opaque':
      return { header: [], claims: [] };
  }
}

function shortened(text: string): string {
  const plain = plainText(text, longestValue) ?? '';
  return text.length > longestValue ? `${plain}…` : plain;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  // What nests too deep would end the recursion of JSON.stringify.
  return isShallow(value) ? (JSON.stringify(value) ?? '') : '…';
}

function meaningWith(name: string, value: unknown): string | undefined {
  const meaning = meaningOf(name);
  const words = name === 'alg' && typeof value === 'string' ? algorithmInWords(value) : undefined;
  return words === undefined ? meaning : `${meaning} Here: ${words}.`;
}

/**
 * Epoch milliseconds of a NumericDate, which counts seconds (RFC 7519 section 2). Milliseconds written there by mistake
 * are a moment in the far future, and are shown as what they say.
 */
export function momentOf(value: unknown): number | undefined {
  if (typeof value !== 'number') return undefined;
  const at = value * 1000;
  return at >= 0 && at <= lastMoment ? at : undefined;
}
