// Pure. A definition of a provider as a record of an export: its JSON text as one JSON string.

/** The record's bytes. */
export function definitionBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(text));
}

/** The text in a record; undefined where it is not such a record. */
export function definitionIn(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
