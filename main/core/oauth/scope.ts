// Pure. Scopes (RFC 6749 section 3.3).

/** The scopes that a `scope` value names, each once, in its order; undefined where it names none. */
export function scopesIn(scope: string | undefined): readonly string[] | undefined {
  const names = (scope ?? '').split(/\s+/).filter((name) => /^[\x21-\x7e]+$/.test(name));
  return names.length === 0 ? undefined : [...new Set(names)];
}
