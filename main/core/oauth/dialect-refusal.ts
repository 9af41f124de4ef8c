// Pure. Refusals of every shape that providers give them, as RFC 6749 section 5.2 objects.
import type { ErrorShape, StandardError } from './dialect.ts';
import { isJsonObject, type JsonObject, jsonObject } from './json.ts';
import { memberAt } from './member-path.ts';

/** RFC 6749 section 5.2. */
interface Refusal {
  readonly error: string;
  readonly error_description?: string;
  readonly error_uri?: string;
}

export interface AnswerToRead {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Whether an answer is a refusal: by its status; by its flag, whatever the status; or where what was asked for is not in
 * it, by an error code or a customary flag.
 */
export function isRefusal(
  shape: ErrorShape,
  status: number,
  json: JsonObject | undefined,
  hasWhatWasAsked: boolean,
): boolean {
  if (status >= 400) return true;
  if (shape.successFlag !== undefined && memberAt(json, shape.successFlag) === false) return true;
  if (hasWhatWasAsked) return false;
  return codeIn(shape, json) !== undefined || customaryFlags.some((flag) => memberAt(json, flag) === false);
}

const customaryFlags = ['ok', 'success'];

/**
 * What a refusal says, its code in standard words where the provider's are known to mean one of these. Undefined where
 * it says nothing that could be shown, as an HTML page.
 */
export function refusalIn(
  shape: ErrorShape,
  { status, headers, body }: AnswerToRead,
  json: JsonObject | undefined = jsonObject(body),
): Refusal | undefined {
  const { code, description }: Words = json
    ? wordsIn(shape, json)
    : { description: plainWords(headers, body) };
  const uri = textOf(json && memberAt(json, 'error_uri'));
  // The HTTP status once more tells nothing beside words.
  const isStatus = code === String(status) && description !== undefined;
  const words = inStandardWords(shape, isStatus ? undefined : code, description);
  return words && { ...words, ...(uri === undefined ? {} : { error_uri: uri }) };
}

function inStandardWords(
  { meanings = {} }: ErrorShape,
  code: string | undefined,
  description: string | undefined,
): Refusal | undefined {
  const meaning = meant(meanings, code) ?? meant(meanings, description);
  const error = meaning ?? code ?? description;
  if (error === undefined) return undefined;
  // The provider's own words stay beside the standard one that stands for them.
  const own = new Set([code, description].filter((text) => text !== undefined && text !== error));
  return { error, ...(own.size === 0 ? {} : { error_description: [...own].join(': ') }) };
}

function meant(
  meanings: Readonly<Record<string, StandardError>>,
  text: string | undefined,
): StandardError | undefined {
  const words = text?.trim().toLowerCase();
  return words !== undefined && Object.hasOwn(meanings, words) ? meanings[words] : undefined;
}

interface Words {
  readonly code?: string | undefined;
  readonly description?: string | undefined;
}

function wordsIn(shape: ErrorShape, json: JsonObject): Words {
  const own = shape.description === undefined ? [] : [shape.description];
  return { code: codeIn(shape, json), description: firstText(json, [...own, ...usualDescriptions]) };
}

const usualDescriptions = [
  'error_description',
  'error.message',
  'message',
  'error_message',
  'errors.0.message',
  'detail',
  'title',
];

/** A text `error` is the code; an object `error` holds it, and a number says less than a name. */
function codeIn({ code }: ErrorShape, json: JsonObject | undefined): string | undefined {
  const usual = isJsonObject(json?.['error']) ? ['error.type', 'error.status', 'error.code'] : ['error'];
  return firstText(json, [...(code === undefined ? [] : [code]), ...usual]);
}

function firstText(json: JsonObject | undefined, paths: readonly string[]): string | undefined {
  return paths.map((path) => textOf(memberAt(json, path))).find((text) => text !== undefined);
}

/** A text that says something, or a number as text; 0 is customary for "no error". */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value) && value !== 0) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A page is for a browser; nothing in it can be told from the rest. */
function plainWords(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array<ArrayBuffer>,
): string | undefined {
  if (!/^text\/plain\s*(;|$)/i.test(headers['content-type'] ?? '')) return undefined;
  return textOf(new TextDecoder().decode(body.slice(0, longestWords)).trim());
}

/** No more than that is ever shown. */
const longestWords = 2000;
