// Window. One field of the form over a definition: a member of it, and what is wrong with that.
import { useState } from 'react';
import type { DefinitionProblemView } from '../../preload/contract.ts';
import { Field } from '../components/field.tsx';
import { type Definition, textAt, valueAt, withValue } from '../state/definition.ts';

export interface DefinitionFieldsProps {
  readonly definition: Definition;
  readonly change: (definition: Definition) => void;
  readonly isIdFixed: boolean;
  readonly problems: readonly DefinitionProblemView[];
}

export const formEndpoints = [
  'authorization',
  'token',
  'refresh',
  'device_authorization',
  'revocation',
  'introspection',
  'userinfo',
  'validation',
] as const;

/** Members that a field shows together with what is wrong with them. */
const fields = [
  'id',
  'name',
  'summary',
  'issuer',
  'redirect',
  'flows',
  'scopes',
  ...formEndpoints.map((name) => `endpoints.${name}`),
  'dialect.extraParameters.authorize',
  'dialect.extraParameters.token',
  'whoAmI.url',
  'whoAmI.members.subject',
];

function fieldOf(path: string): string | undefined {
  return fields.find((field) => path === field || path.startsWith(`${field}.`));
}

export function isField(path: string): boolean {
  return fieldOf(path) !== undefined;
}

/** What is wrong with a member and with what is in it. */
export function problemAt(problems: readonly DefinitionProblemView[], field: string): string | undefined {
  const here = problems.filter(({ path }) => fieldOf(path) === field);
  return here.length === 0 ? undefined : here.map(({ problem, remedy }) => `${problem} ${remedy}`).join(' ');
}

interface MemberFieldProps extends DefinitionFieldsProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly isMono?: boolean;
}

/** A text; an empty one takes the member away. */
export function MemberField({ definition, change, problems, path, isIdFixed: _, ...rest }: MemberFieldProps) {
  return (
    <Field
      {...rest}
      error={problemAt(problems, path)}
      value={textAt(definition, path)}
      onChange={(text) => change(withValue(definition, path, text.trim() === '' ? undefined : text))}
      maxLength={1000}
    />
  );
}

interface LinesFieldProps extends DefinitionFieldsProps {
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  readonly read: (value: unknown) => string;
  readonly write: (lines: string) => unknown;
}

/** Several lines that stand for a list or an object. They stay as they are typed. */
export function LinesField({
  definition,
  change,
  problems,
  path,
  label,
  hint,
  read,
  write,
}: LinesFieldProps) {
  const [lines, setLines] = useState(() => read(valueAt(definition, path)));
  return (
    <Field
      label={label}
      hint={hint}
      error={problemAt(problems, path)}
      value={lines}
      onChange={(text) => {
        setLines(text);
        change(withValue(definition, path, write(text)));
      }}
      rows={4}
      maxLength={60_000}
    />
  );
}
