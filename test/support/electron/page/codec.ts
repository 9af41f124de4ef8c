// Test equipment: the stand-in for Electron. Runs in the main process and, as its own text, in both worlds of the page:
// therefore it refers to nothing outside itself. Turns what structured cloning can carry into text and back.

/** What a codec does not carry itself, given by the link between the worlds: functions and promises. */
export interface Foreign {
  /** A tag and a number for the value, or undefined to refuse it. */
  encode(value: object): readonly [tag: 'function' | 'promise', id: number] | undefined;
  decode(tag: 'function' | 'promise', id: number): unknown;
}

export interface Codec {
  encode(value: unknown, foreign?: Foreign): unknown;
  decode(encoded: unknown, foreign?: Foreign): unknown;
}

/** Throws `An object could not be cloned.` for what structured cloning refuses, and for cycles. */
export function createCodec(): Codec {
  function refuse(): never {
    throw new Error('An object could not be cloned.');
  }

  function encodeObject(value: object, foreign: Foreign | undefined, within: readonly object[]): unknown {
    const given = foreign?.encode(value);
    if (given !== undefined) return given;
    if (typeof value === 'function' || within.includes(value)) refuse();
    const inside = [...within, value];
    const each = (item: unknown): unknown => encodeValue(item, foreign, inside);
    if (Array.isArray(value)) return ['array', value.map(each)];
    if (value instanceof Date) return ['date', encodeValue(value.getTime(), foreign, inside)];
    if (value instanceof Map) return ['map', [...value].map(([key, item]) => [each(key), each(item)])];
    if (value instanceof Set) return ['set', [...value].map(each)];
    if (value instanceof Error) return ['error', [value.name, value.message]];
    if (value instanceof Uint8Array) return ['bytes', Array.from(value)];
    if (value instanceof ArrayBuffer) return ['buffer', Array.from(new Uint8Array(value))];
    const kind = Object.prototype.toString.call(value);
    if (kind !== '[object Object]') refuse();
    return ['object', Object.entries(value).map(([key, item]) => [key, each(item)])];
  }

  function encodeValue(value: unknown, foreign: Foreign | undefined, within: readonly object[]): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'undefined':
        return ['undefined', 0];
      case 'bigint':
        return ['bigint', String(value)];
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['number', Object.is(value, -0) ? '-0' : String(value)];
      case 'symbol':
        return refuse();
      default:
        return value === null ? null : encodeObject(value as object, foreign, within);
    }
  }

  function decode(encoded: unknown, foreign?: Foreign): unknown {
    if (!Array.isArray(encoded)) return encoded;
    const [tag, payload]: unknown[] = encoded;
    const items = Array.isArray(payload) ? (payload as unknown[]) : [];
    const each = (item: unknown): unknown => decode(item, foreign);
    const pairs = (): [unknown, unknown][] =>
      items.map((pair) => [each((pair as unknown[])[0]), each((pair as unknown[])[1])]);
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(String(payload));
      case 'number':
        return Number(payload);
      case 'array':
        return items.map(each);
      case 'date':
        return new Date(each(payload) as number);
      case 'map':
        return new Map(pairs());
      case 'set':
        return new Set(items.map(each));
      case 'error': {
        const error = new Error(String(items[1]));
        error.name = String(items[0]);
        return error;
      }
      case 'bytes':
        return Uint8Array.from(items as number[]);
      case 'buffer':
        return Uint8Array.from(items as number[]).buffer;
      case 'object':
        return Object.fromEntries(pairs() as [string, unknown][]);
      case 'function':
      case 'promise':
        if (foreign === undefined) refuse();
        return foreign.decode(tag, payload as number);
      default:
        return refuse();
    }
  }

  return { encode: (value, foreign) => encodeValue(value, foreign, []), decode };
}
