// Pure. What a token answer says beside its tokens.
import { isJsonObject, type JsonObject } from './json.ts';

const tokenMembers: readonly string[] = ['access_token', 'refresh_token', 'id_token'];

/** A copy of an answer that nests no deeper than `isShallow` allows, without the tokens, wherever in it they are. */
export function withoutTokens(answer: JsonObject): JsonObject {
  const kept = Object.entries(answer).filter(([name]) => !tokenMembers.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, cleaned(value)]));
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isJsonObject(value) ? withoutTokens(value) : value;
}
