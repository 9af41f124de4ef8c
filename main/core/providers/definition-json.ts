// Pure. Where a text stops being JSON (RFC 8259), told so that a person finds the place: engines' own messages differ
// and often name none.

export interface JsonFault {
  /** Both from 1; a column counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** What should be there, such as `a value`. */
  readonly expected: string;
  /** A likely cause, as a sentence that says what to do. */
  readonly remedy: string;
}

type Expected = 'value' | 'value_or_end' | 'name' | 'name_or_end' | 'colon' | 'comma_or_end' | 'nothing';

const words = {
  value: 'a value',
  value_or_end: 'a value or “]”',
  name: 'a member’s name in double quotes',
  name_or_end: 'a member’s name in double quotes or “}”',
  colon: '“:”',
  comma_or_end: '“,” or the closing bracket',
  nothing: 'nothing more',
} as const satisfies Readonly<Record<Expected, string>>;

const blank = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The first place where `text` is not JSON, or undefined where all of it is. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'comma_or_end');
  for (;;) {
    at = endOf(blank, text, at) ?? at;
    const char = text[at];
    if (char === undefined) return expected === 'nothing' ? undefined : faultAt(text, at, expected);
    const next = step(char);
    if (typeof next === 'number') return faultAt(text, next, expected);
    expected = next;
  }

  /** Goes over one token and returns what must follow, or the place of the fault. */
  function step(char: string): Expected | number {
    switch (expected) {
      case 'name':
      case 'name_or_end':
        if (char === '}' && expected === 'name_or_end') return close();
        return char === '"' ? string('colon') : at;
      case 'colon':
        if (char !== ':') return at;
        at += 1;
        return 'value';
      case 'comma_or_end': {
        const inside = open.at(-1);
        if (char === (inside === '{' ? '}' : ']')) return close();
        if (char !== ',') return at;
        at += 1;
        return inside === '{' ? 'name' : 'value';
      }
      case 'value':
      case 'value_or_end':
        if (char === ']' && expected === 'value_or_end') return close();
        return value(char);
      case 'nothing':
        return at;
    }
  }

  function value(char: string): Expected | number {
    if (char === '{' || char === '[') {
      open.push(char);
      at += 1;
      return char === '{' ? 'name_or_end' : 'value_or_end';
    }
    if (char === '"') return string(afterValue());
    const end = endOf(scalar, text, at);
    if (end === undefined) return at;
    at = end;
    return afterValue();
  }

  function close(): Expected {
    open.pop();
    at += 1;
    return afterValue();
  }

  function string(next: Expected): Expected | number {
    for (let place = at + 1; place < text.length; ) {
      const char = text.charAt(place);
      if (char === '"') {
        at = place + 1;
        return next;
      }
      if (char < ' ') return place;
      const end = char === '\\' ? endOf(escapeSequence, text, place) : place + 1;
      if (end === undefined) return place;
      place = end;
    }
    return text.length;
  }
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function faultAt(text: string, at: number, expected: Expected): JsonFault {
  const before = text.slice(0, at).split('\n');
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    expected: words[expected],
    remedy: remedyFor(text, at),
  };
}

function remedyFor(text: string, at: number): string {
  const char = text[at];
  if (char === undefined) return 'The text ends too early: close every bracket and every quotation mark.';
  if (char === '/' || char === '#') return 'JSON has no comments: remove this one.';
  if (char === "'" || char === '“' || char === '”') return 'Use straight double quotation marks.';
  if ((char === '}' || char === ']') && /,\s*$/.test(text.slice(Math.max(0, at - 200), at))) {
    return 'Remove the comma before the closing bracket.';
  }
  if (char === '\\') return 'Write a backslash as “\\\\”.';
  if (char < ' ') return 'Write a line break in a text as “\\n”, and close every quotation mark.';
  return 'Check the commas, colons, brackets and quotation marks around this place.';
}
