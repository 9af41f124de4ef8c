// Pure. Small parsers that turn an unknown value into a typed one, for what comes out of the vault.

export const invalid: unique symbol = Symbol('invalid');
const absent: unique symbol = Symbol('absent');

export type Parser<T> = (value: unknown) => T | typeof invalid;
type FieldParser<T> = (value: unknown) => T | typeof invalid | typeof absent;

export const text: Parser<string> = (value) => (typeof value === 'string' ? value : invalid);

export const finite: Parser<number> = (value) => (Number.isFinite(value) ? Number(value) : invalid);

export const flag: Parser<boolean> = (value) => (typeof value === 'boolean' ? value : invalid);

/** A text that is known under a name of its own at compile time. */
export function branded<B extends string>(): Parser<B> {
  return (value) => (typeof value === 'string' ? (value as B) : invalid);
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Parser<T> {
  return (value) => allowed.find((one) => one === value) ?? invalid;
}

export function listOf<T>(item: Parser<T>): Parser<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) {
      return invalid;
    }
    const items: T[] = [];
    for (const element of value) {
      const parsed = item(element);
      if (parsed === invalid) {
        return invalid;
      }
      items.push(parsed);
    }
    return items;
  };
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const plainObject: Parser<Readonly<Record<string, unknown>>> = (value) =>
  isPlainObject(value) ? value : invalid;

/** A member that is always there, with undefined where nothing was stored. */
export function orUndefined<T>(parser: Parser<T>): Parser<T | undefined> {
  return (value) => (value === undefined ? undefined : parser(value));
}

/** A member that records of earlier versions do not have, and what it was then. */
export function orElse<T>(parser: Parser<T>, before: T): Parser<T> {
  return (value) => (value === undefined ? before : parser(value));
}

/** An object whose members all are of one kind. */
export function recordOf<T>(item: Parser<T>): Parser<Readonly<Record<string, T>>> {
  return (value) => {
    if (!isPlainObject(value)) return invalid;
    const entries: [string, T][] = [];
    for (const [name, member] of Object.entries(value)) {
      const parsed = item(member);
      if (parsed === invalid) return invalid;
      entries.push([name, parsed]);
    }
    return Object.fromEntries(entries);
  };
}

/** A member that may be missing. */
export function optional<T>(parser: Parser<T>): FieldParser<T> {
  return (value) => (value === undefined ? absent : parser(value));
}

/** An object with exactly the members of `T`; members that are not asked for are dropped. */
export function object<T extends object>(
  fields: {
    readonly [K in keyof T]-?: FieldParser<T[K]>;
  },
): Parser<T> {
  const parsers = Object.entries<FieldParser<unknown>>(fields);
  return (value) => {
    if (!isPlainObject(value)) {
      return invalid;
    }
    const members: Record<string, unknown> = {};
    for (const [name, parser] of parsers) {
      const parsed = parser(Object.hasOwn(value, name) ? value[name] : undefined);
      if (parsed === invalid) {
        return invalid;
      }
      if (parsed !== absent) {
        members[name] = parsed;
      }
    }
    return members as T;
  };
}

/** The first of several parsers that accepts the value. */
export function either<T>(...parsers: readonly Parser<T>[]): Parser<T> {
  return (value) => {
    for (const parser of parsers) {
      const parsed = parser(value);
      if (parsed !== invalid) {
        return parsed;
      }
    }
    return invalid;
  };
}
