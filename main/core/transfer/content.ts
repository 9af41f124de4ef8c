// Pure. The content of an export, before it is sealed and after it is opened: lines of text, one record each, so that one
// broken record does not hide the others and records that only a later version knows are passed over.
import type { Account, AccountEvent, Client, TokenSet } from '../accounts/account.ts';
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import {
  decodeAccount,
  decodeClient,
  decodeEvent,
  decodeTokens,
  encodeAccount,
  encodeClient,
  encodeEvent,
  encodeTokens,
} from '../vault/codec.ts';
import { definitionBytes, definitionIn } from './definition-record.ts';

/** An account with what belongs to it alone. */
export interface Holding {
  readonly account: Account;
  readonly tokens: TokenSet;
  /** Newest first. */
  readonly events: readonly AccountEvent[];
}

export interface Content {
  readonly clients: readonly Client[];
  readonly holdings: readonly Holding[];
  /** The person's own definitions of providers, as JSON texts. */
  readonly definitions: readonly string[];
}

export interface ReadContent extends Content {
  /** Records that could not be read. */
  readonly unreadable: number;
}

const title = 'tokendeck content';
const version = 1;
const newline = 0x0a;
const blank = 0x20;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** UTF-8. The pieces that it is put together from are wiped; wiping the whole is for the caller. */
export function encodeContent({ clients, holdings, definitions }: Content): Uint8Array<ArrayBuffer> {
  const lines = [
    encoder.encode(`${title} ${version}\n`),
    ...clients.map((client) => line('client', encodeClient(client))),
    ...holdings.flatMap(({ account, tokens, events }) => [
      line('account', encodeAccount(account)),
      line('tokens', encodeTokens(tokens)),
      ...events.map((event) => line('event', encodeEvent(event))),
    ]),
    ...definitions.map((text) => line('definition', definitionBytes(text))),
  ];
  const whole = new Uint8Array(lines.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of lines) {
    whole.set(bytes, at);
    at += bytes.length;
    bytes.fill(0);
  }
  return whole;
}

/** `json` is wiped. It has no line breaks: JSON writes those within texts as escapes. */
function line(kind: string, json: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const prefix = encoder.encode(`${kind} `);
  const bytes = new Uint8Array(prefix.length + json.length + 1);
  bytes.set(prefix);
  bytes.set(json, prefix.length);
  bytes[bytes.length - 1] = newline;
  json.fill(0);
  return bytes;
}

/** Events and tokens follow the account that they belong to. Errors: `backup_damaged`, `backup_newer`. */
export function decodeContent(bytes: Uint8Array<ArrayBuffer>): Result<ReadContent> {
  const lines = linesOf(bytes);
  const heading = /^tokendeck content (\d{1,9})$/.exec(decoder.decode(lines.next().value ?? undefined));
  if (heading === null)
    return fail(appError('backup_damaged', { detail: 'its content is of no known kind' }));
  if (Number(heading[1]) > version) return fail(appError('backup_newer'));
  const reading = createReading();
  for (const record of lines) reading.take(record);
  return ok(reading.end());
}

function* linesOf(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start);
    const end = found < 0 ? bytes.length : found;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

/** An account whose further lines are still to come. */
interface Open {
  readonly account: Account;
  tokens: TokenSet | undefined;
  readonly events: AccountEvent[];
}

function createReading() {
  const clients: Client[] = [];
  const holdings: Holding[] = [];
  const definitions: string[] = [];
  let unreadable = 0;
  let open: Open | undefined;

  function close(): void {
    if (open === undefined) return;
    const { account, tokens, events } = open;
    if (tokens === undefined) unreadable += 1;
    else holdings.push({ account, tokens, events });
    open = undefined;
  }

  /** Counts what is not there as unreadable. */
  function counted<T>(value: T | undefined): readonly T[] {
    if (value === undefined) unreadable += 1;
    return value === undefined ? [] : [value];
  }

  function take(record: Uint8Array<ArrayBuffer>): void {
    const end = record.indexOf(blank);
    const json = record.subarray(end + 1);
    switch (decoder.decode(record.subarray(0, Math.max(0, end)))) {
      case 'client':
        clients.push(...counted(decodeClient(json)));
        return;
      case 'account': {
        close();
        const [account] = counted(decodeAccount(json));
        open = account && { account, tokens: undefined, events: [] };
        return;
      }
      case 'tokens':
        // Without them the account is counted when it is closed.
        if (open !== undefined) open.tokens ??= decodeTokens(json);
        return;
      case 'event':
        if (open !== undefined) open.events.push(...counted(decodeEvent(json)));
        return;
      case 'definition':
        definitions.push(...counted(definitionIn(json)));
        return;
    }
  }

  return {
    take,
    end(): ReadContent {
      close();
      return { clients, holdings, definitions, unreadable };
    },
  };
}
