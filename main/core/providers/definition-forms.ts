// Pure. The forms that texts in a definition must have, and what to say where one has another.

export interface TextForm {
  readonly pattern: RegExp;
  readonly longest: number;
  /** Says what is wrong, as a sentence. */
  readonly problem: string;
  /** Says what to do, as a sentence. */
  readonly remedy: string;
}

// Without characters that break or turn around a line, or that are not seen: these texts are shown beside the program's
// own. The two joiners are what Persian, Indic scripts and emoji are written with.
const line = /^(?!\s)(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\u200c\u200d])+(?<!\s)$/u;

function plainLine(longest: number): TextForm {
  return {
    pattern: line,
    longest,
    problem: `This is not one plain line of at most ${longest} characters.`,
    remedy: 'Write some words, without line breaks, control characters and blanks at either end.',
  };
}

export const forms = {
  id: {
    // A definition is kept in a file of that name, which on Windows must not be that of a device.
    pattern: /^(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])$)[a-z][a-z0-9-]{0,39}$/,
    longest: 40,
    problem: 'This is not a usable id.',
    remedy:
      'Use 1 to 40 lower-case letters, digits and “-”, beginning with a letter; not “con”, “nul” and the like.',
  },
  name: plainLine(60),
  line: plainLine(300),
  path: plainLine(200),
  advice: plainLine(1000),
  place: {
    pattern: /^[a-z][a-z0-9_]{0,39}$/,
    longest: 40,
    problem: 'This is not a usable name for a place in addresses.',
    remedy: 'Use 1 to 40 lower-case letters, digits and “_”, beginning with a letter.',
  },
  address: {
    pattern: /^[\x21-\x7e]+$/,
    longest: 500,
    problem: 'This is not an address.',
    remedy:
      'Write an address of at most 500 characters without blanks, such as https://login.example.com/token.',
  },
  addressOrNothing: {
    pattern: /^[\x21-\x7e]*$/,
    longest: 500,
    problem: 'This is not an address.',
    remedy: 'Write an address of at most 500 characters without blanks, or leave the member out.',
  },
  svgPath: {
    pattern: /^[Mm][MmZzLlHhVvCcSsQqTtAa0-9Ee., +-]*$/,
    longest: 2000,
    problem: 'This is not an SVG path.',
    remedy: 'Write path data that begins with “M”, such as “M4 4h16v16H4Z”, at most 2,000 characters of it.',
  },
  members: {
    pattern: /^(?!.*__proto__)[\w$@:/-]{1,64}(\.[\w$@:/-]{1,64}){0,7}$/,
    longest: 200,
    problem: 'This is not a path of member names.',
    remedy: 'Join member names by dots, such as “data.user.id”; places in a list are numbers, from 0.',
  },
  requestParameter: {
    pattern: /^[A-Za-z0-9._-]{1,64}$/,
    longest: 64,
    problem: 'This is not the name of a parameter.',
    remedy: 'Use letters, digits, “-”, “.” and “_” (RFC 6749 appendix A.1).',
  },
  value: {
    pattern: /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u,
    longest: 500,
    problem: 'This is not a usable value.',
    remedy: 'Write at most 500 characters without line breaks and control characters.',
  },
  headerName: {
    pattern: /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/,
    longest: 64,
    problem: 'This is not the name of a header.',
    remedy: 'Use letters, digits and “-”, such as “Accept” (RFC 9110 section 5.1).',
  },
  headerValue: {
    pattern: /^(?! )[\x20-\x7e]*(?<! )$/,
    longest: 500,
    problem: 'This is not a usable value of a header.',
    remedy: 'Write at most 500 characters of ASCII without line breaks and without blanks at either end.',
  },
  scope: {
    pattern: /^[\x21\x23-\x5b\x5d-\x7e]+$/,
    longest: 200,
    problem: 'This is not a scope.',
    remedy: 'Write one scope without blanks, quotation marks and backslashes (RFC 6749 section 3.3).',
  },
  redirectPath: {
    pattern: /^\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*$/,
    longest: 200,
    problem: 'This is not the path of an address.',
    remedy: 'Begin with “/” and write no “?” and no “#”, such as “/callback/example”.',
  },
  tokenType: {
    pattern: /^[A-Za-z0-9._-]{1,40}$/,
    longest: 40,
    problem: 'This is not a token type.',
    remedy: 'Use letters, digits, “-”, “.” and “_”, such as “bearer”.',
  },
  /** What a provider says in an error, in any language. */
  words: {
    pattern: /^[^\p{Cc}\p{Lu}]+$/u,
    longest: 200,
    problem: 'This is not the text of an error in lower case.',
    remedy: 'Write what the provider says in lower-case letters; it is compared without regard to case.',
  },
} as const satisfies Readonly<Record<string, TextForm>>;

/** The form with this `problem`, which a failed check is known by. */
export function formWith(problem: string): TextForm | undefined {
  return Object.values(forms).find((form) => form.problem === problem);
}
