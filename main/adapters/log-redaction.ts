// Main process and command line. Takes out of a log text what might be a secret. Pure.

const redacted = '[redacted]';
const longestValue = 300;
/** Longer texts are not searched: nothing that this program means to log comes near. */
const longestSearched = 16 * 1024;

const address = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>\\]+/gi;
const jwt = /\beyJ[\w-]{4,}(?:\.[\w-]*){0,4}/g;
const credentials = /\b(Bearer|Basic|DPoP)[ \t]+[^\s,;"']+/gi;
const named =
  /\b([\w-]{0,40}(?:token|secret|verifier|assertion|authorization|password|passphrase|device_code))(["']?\s*[=:]\s*["']?)[^\s&"',;}]+/gi;
/** With an equals sign only: `code: invalid_grant` and `state: waiting` are words about an outcome. */
const parameter = /\b(code|state|nonce)=[^\s&"',;}]+/gi;
const longRun = /[A-Za-z0-9+/_=-]{41,}/g;

/** A name in words, as opposed to random letters and digits. */
function isWords(part: string): boolean {
  return part.split(/[_=-]+/).every((word) => /^(?:[A-Z]?[a-z]{0,20}|[A-Z]{1,20}|\d{1,4})$/.test(word));
}

/** Keeps the parts of a path that are words. */
function withoutRandom(run: string): string {
  return run
    .split('/')
    .map((part) => (isWords(part) ? part : redacted))
    .join('/');
}

/** Scheme, host and path: the query and the fragment may hold a code or a token, the rest a password. */
function shortened(text: string): string {
  const url = URL.parse(text);
  return url === null ? redacted : `${url.protocol}//${url.host}${url.pathname}`;
}

/** The text without what looks like a secret, of at most 300 characters. */
export function redact(text: string): string {
  if (text.length > longestSearched) return '[too long]';
  const clean = text
    .replaceAll(address, shortened)
    .replaceAll(jwt, redacted)
    .replaceAll(credentials, `$1 ${redacted}`)
    .replaceAll(named, `$1$2${redacted}`)
    .replaceAll(parameter, `$1=${redacted}`)
    .replaceAll(longRun, withoutRandom);
  return clean.length <= longestValue ? clean : `${clean.slice(0, longestValue - 1)}…`;
}

/** Whether a field of this name would hold a secret, whatever its text looks like. */
export function isSecretName(name: string): boolean {
  return /(token|secret|verifier|assertion|authorization|password|passphrase|cookie)$/i.test(name);
}
