// Pure. What rules about definitions are made of.
import type { DefinitionProblem } from './definition-problem.ts';
import type { Provider } from './provider.ts';

export type Problems = readonly DefinitionProblem[];
/** Of a complete definition of the right shape. */
export type Rule = (provider: Provider) => Problems;

export function problem(path: string, text: string, remedy: string): DefinitionProblem {
  return { path, problem: text, remedy };
}

/** Values that are in a list more than once; `member` is where an entry of the list has its value. */
export function repeated(list: string, member: string, values: readonly string[]): Problems {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          problem(
            `${list}.${index}${member && `.${member}`}`,
            `“${value}” is there more than once.`,
            'Remove all but one of them.',
          ),
        ],
  );
}
