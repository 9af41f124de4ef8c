// Pure. Reading a definition of a provider: from a person's JSON to a provider, or to what is wrong and how to mend it.
import { fail, ok, type Result } from '../result.ts';
import { isShallow } from '../shallow.ts';
import { completed } from './definition-defaults.ts';
import { jsonFault } from './definition-json.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { ruleProblems } from './definition-rules.ts';
import { mostProblems, shapeProblems } from './definition-shape.ts';
import type { Provider } from './provider.ts';
import { shapeOf } from './schema.ts';

const longestText = 256 * 1024;

/** The provider that the text defines, or up to 50 problems in the order of the shape and then of the rules. */
export function parseDefinition(text: string): Result<Provider, readonly DefinitionProblem[]> {
  const value = parsedJson(text);
  if (!value.ok) return value;
  const shape = shapeOf(value.value);
  if ('issues' in shape) {
    const problems = shape.issues
      .slice(0, mostProblems)
      .flatMap((issue) => shapeProblems(issue, value.value))
      .filter((one, index, all) => all.findIndex((other) => isSame(one, other)) === index);
    return fail(problems.slice(0, mostProblems));
  }
  const provider = completed(shape.definition);
  const problems = ruleProblems(provider);
  return problems.length > 0 ? fail(problems.slice(0, mostProblems)) : ok(provider);
}

/** A text that is too long and of the wrong form is found twice. */
function isSame(one: DefinitionProblem, other: DefinitionProblem): boolean {
  return one.path === other.path && one.problem === other.problem;
}

/** The definition as indented JSON with a newline at its end. */
export function definitionText(provider: Provider): string {
  return `${JSON.stringify(provider, null, 2)}\n`;
}

function parsedJson(text: string): Result<unknown, readonly DefinitionProblem[]> {
  const whole = (problem: string, remedy: string) => fail([{ path: '', problem, remedy }]);
  if (text.length > longestText) {
    return whole(
      'The definition is longer than 256 KiB.',
      'Remove what is not needed; a long one has 20 KiB.',
    );
  }
  // Some editors put a byte order mark before the text.
  const json = text.replace(/^\ufeff/, '');
  if (json.trim() === '')
    return whole('The definition is empty.', 'Write at least { "id": "…", "name": "…" }.');
  const fault = jsonFault(json);
  if (fault !== undefined) {
    const { line, column, expected, remedy } = fault;
    return whole(`Line ${line}, column ${column}: ${expected} should be here.`, remedy);
  }
  const value: unknown = JSON.parse(json);
  return isShallow(value)
    ? ok(value)
    : whole(
        'Objects and lists lie more than 32 deep.',
        'Bring the members to where the page on adding a provider has them.',
      );
}
