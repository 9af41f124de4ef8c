// Pure. What to say of a definition whose shape is wrong: each of the checker's findings as a problem with a remedy.
import { memberAt } from '../oauth/member-path.ts';
import { plainText } from '../oauth/plain-text.ts';
import { formWith } from './definition-forms.ts';
import { knownMembers, nearest } from './definition-members.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import type { ShapeIssue } from './schema.ts';

type Path = readonly PropertyKey[];

/** Of one definition; a person mends a few and tries again. */
export const mostProblems = 50;

/** The problems behind one finding; `value` is the whole definition. */
export function shapeProblems(issue: ShapeIssue, value: unknown): readonly DefinitionProblem[] {
  const path = textOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownMembers(issue.path, issue.keys);
    case 'invalid_key':
      return issue.issues.map(({ message }) => ofForm(path, message));
    case 'invalid_format':
      return [ofForm(path, issue.message)];
    case 'too_big':
    case 'too_small':
      return [outOfRange(issue, path)];
    case 'invalid_value':
      return [wrongValue(issue.path, value, issue.values)];
    case 'invalid_union':
      return [ofUnion(issue, value)];
    case 'invalid_type':
      return [wrongType(issue.path, value, issue.expected)];
    default:
      return [{ path, problem: 'This cannot be used.', remedy: 'See the page on adding a provider.' }];
  }
}

/** Names in a file that somebody shared may hold anything, and are shown in a terminal too. */
function textOf(path: Path): string {
  return plainText(path.map(String).join('.'), 200) ?? '';
}

function ofForm(path: string, message: string): DefinitionProblem {
  const form = formWith(message);
  return { path, problem: message, remedy: form?.remedy ?? 'See the page on adding a provider.' };
}

function wrongType(path: Path, value: unknown, expected: string): DefinitionProblem {
  const found = valueAt(value, path);
  const thing = typeWords[expected] ?? expected;
  return found === undefined
    ? { path: textOf(path), problem: 'This member is missing.', remedy: `Add it: ${thing}.` }
    : { path: textOf(path), problem: `This is ${kindOf(found)}.`, remedy: `Write ${thing}.` };
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text in quotation marks',
  boolean: 'true or false, without quotation marks',
  number: 'a number, without quotation marks',
  int: 'a whole number, without quotation marks',
  array: 'a list in square brackets',
  object: 'an object in curly brackets',
  record: 'an object in curly brackets',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return 'a text';
    case 'boolean':
      return String(value);
    default:
      return Number.isInteger(value) ? 'a number' : 'a number with a fraction';
  }
}

function wrongValue(path: Path, value: unknown, allowed: readonly unknown[]): DefinitionProblem {
  const choices = allowed.map((one) => (typeof one === 'string' ? `“${one}”` : String(one)));
  const remedy =
    choices.length === 1
      ? `Write ${choices[0]} or leave the member out.`
      : `Write one of ${choices.join(', ')}.`;
  return valueAt(value, path) === undefined
    ? { path: textOf(path), problem: 'This member is missing.', remedy }
    : { path: textOf(path), problem: 'This is not one of the possible values.', remedy };
}

function ofUnion(issue: Extract<ShapeIssue, { code: 'invalid_union' }>, value: unknown): DefinitionProblem {
  if (issue.discriminator !== undefined) {
    const options = (issue as { readonly options?: readonly unknown[] }).options ?? [];
    return wrongValue(issue.path, value, options);
  }
  const form = issue.errors.flat().find(({ code }) => code === 'invalid_format');
  return form === undefined
    ? wrongType(issue.path, value, 'string')
    : ofForm(textOf(issue.path), form.message);
}

function outOfRange(
  issue: Extract<ShapeIssue, { code: 'too_big' | 'too_small' }>,
  path: string,
): DefinitionProblem {
  const form = formWith(issue.message);
  if (form !== undefined) return { path, problem: issue.message, remedy: form.remedy };
  const isBig = issue.code === 'too_big';
  const limit = String(isBig ? issue.maximum : issue.minimum);
  const bound = `at ${isBig ? 'most' : 'least'} ${limit}`;
  switch (issue.origin) {
    case 'string':
      return {
        path,
        problem: `This text is too ${isBig ? 'long' : 'short'}.`,
        remedy: `Write ${bound} characters.`,
      };
    case 'array':
      return {
        path,
        problem: `This list has too ${isBig ? 'many' : 'few'} entries.`,
        remedy: `Give it ${bound}.`,
      };
    default:
      return { path, problem: `This number is too ${isBig ? 'large' : 'small'}.`, remedy: `Write ${bound}.` };
  }
}

function unknownMembers(parent: Path, keys: readonly string[]): readonly DefinitionProblem[] {
  const known = knownMembers(parent);
  const list = known.map((name) => `“${name}”`).join(', ');
  return keys.slice(0, mostProblems).map((key) => {
    const near = nearest(key, known);
    return {
      path: textOf([...parent, key]),
      problem: 'There is no such member.',
      remedy:
        near === undefined
          ? `Remove it. Known here: ${list}.`
          : `Did you mean “${near}”? Otherwise remove it.`,
    };
  });
}

function valueAt(value: unknown, path: Path): unknown {
  return memberAt(value, path.map(String));
}
