// Window. The form over a definition: each field is a member of it. What the form does not know is left as it is.
import { useState } from 'react';
import type { DefinitionProblemView } from '../../preload/contract.ts';
import { Check, Radios, Select } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { TextArea } from '../components/text-area.tsx';
import {
  type Definition,
  idFrom,
  linesFrom,
  linesFromScopes,
  pairsFrom,
  redirectFrom,
  redirectText,
  scopesFromLines,
  textAt,
  valueAt,
  withValue,
} from '../state/definition.ts';
import { defineWords } from '../text/define.ts';
import { endpointName } from '../text/form.ts';
import { FlowFields } from './definition-flows.tsx';

interface DefinitionFieldsProps {
  readonly definition: Definition;
  readonly change: (definition: Definition) => void;
  readonly isIdFixed: boolean;
  readonly problems: readonly DefinitionProblemView[];
}

const endpoints = [
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
  ...endpoints.map((name) => `endpoints.${name}`),
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
function problemAt(problems: readonly DefinitionProblemView[], field: string): string | undefined {
  const here = problems.filter(({ path }) => fieldOf(path) === field);
  return here.length === 0 ? undefined : here.map(({ problem, remedy }) => `${problem} ${remedy}`).join(' ');
}

export function DefinitionFields(props: DefinitionFieldsProps) {
  return (
    <>
      <NameFields {...props} />
      <WhereFields {...props} />
      <fieldset className="ticks part">
        <legend>{defineWords.client}</legend>
        <FlowFields
          definition={props.definition}
          change={props.change}
          error={problemAt(props.problems, 'flows')}
        />
        <RedirectField {...props} />
      </fieldset>
      <fieldset className="ticks part">
        <legend>{defineWords.scopes}</legend>
        <LinesField
          {...props}
          path="scopes"
          label={defineWords.scopeList}
          hint={defineWords.scopesHint}
          write={(lines) => {
            const scopes = scopesFromLines(lines);
            return scopes.length === 0 ? undefined : scopes;
          }}
          read={linesFromScopes}
        />
      </fieldset>
      <WhoFields {...props} />
      <RequestFields {...props} />
    </>
  );
}

interface MemberFieldProps extends DefinitionFieldsProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly isMono?: boolean;
}

/** A text; an empty one takes the member away. */
function MemberField({ definition, change, problems, path, isIdFixed: _, ...rest }: MemberFieldProps) {
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

function NameFields(props: DefinitionFieldsProps) {
  const { definition, change, isIdFixed, problems } = props;
  const [ownId, setOwnId] = useState(textAt(definition, 'id') !== '');
  return (
    <>
      <Field
        label={defineWords.name}
        error={problemAt(problems, 'name')}
        value={textAt(definition, 'name')}
        onChange={(name) => {
          const named = withValue(definition, 'name', name);
          change(ownId ? named : withValue(named, 'id', idFrom(name)));
        }}
        maxLength={60}
      />
      <Field
        label={defineWords.id}
        hint={isIdFixed ? defineWords.idFixed : defineWords.idHint}
        error={problemAt(problems, 'id')}
        value={textAt(definition, 'id')}
        onChange={(id) => {
          setOwnId(true);
          change(withValue(definition, 'id', id));
        }}
        maxLength={40}
        isReadOnly={isIdFixed}
        isMono
      />
      <MemberField {...props} path="summary" label={defineWords.summary} hint={defineWords.summaryHint} />
    </>
  );
}

function WhereFields(props: DefinitionFieldsProps) {
  const { definition, change } = props;
  const [isDiscovered, setDiscovered] = useState(
    definition['discovery'] === true || textAt(definition, 'issuer') !== '',
  );
  return (
    <fieldset className="ticks part">
      <legend>{defineWords.where}</legend>
      <Radios
        label={defineWords.discovery}
        choices={[
          { value: 'entered', label: defineWords.entered, hint: defineWords.enteredHint },
          { value: 'discovered', label: defineWords.discovered, hint: defineWords.discoveredHint },
        ]}
        value={isDiscovered ? 'discovered' : 'entered'}
        onChange={(how) => {
          const discovers = how === 'discovered';
          setDiscovered(discovers);
          const issuer = discovers ? (definition['issuer'] ?? '') : undefined;
          change(withValue(withValue(definition, 'discovery', discovers), 'issuer', issuer));
        }}
      />
      {isDiscovered ? (
        <MemberField {...props} path="issuer" label={defineWords.issuer} isMono />
      ) : (
        endpoints.map((name) => (
          <MemberField
            key={name}
            {...props}
            path={`endpoints.${name}`}
            label={endpointName(name)}
            {...(name === 'authorization' || name === 'token' ? {} : { hint: defineWords.optionalHint })}
            isMono
          />
        ))
      )}
    </fieldset>
  );
}

function RedirectField({ definition, change, problems }: DefinitionFieldsProps) {
  const redirect = definition['redirect'];
  const [typed, setTyped] = useState(() => redirectText(redirect));
  const isHere = valueAt(definition, 'redirect.kind') === 'loopback';
  const anyPort = valueAt(definition, 'redirect.match') === 'any_port';

  function enter(text: string, takesAny: boolean): void {
    setTyped(text);
    change(withValue(definition, 'redirect', redirectFrom(text, takesAny)));
  }

  return (
    <>
      <Field
        label={defineWords.redirect}
        hint={defineWords.redirectHint}
        error={problemAt(problems, 'redirect')}
        value={typed}
        onChange={(text) => enter(text, anyPort)}
        maxLength={500}
        isMono
      />
      {isHere && (
        <Check
          label={defineWords.redirectAnyPort}
          isSelected={anyPort}
          onChange={(takesAny) => enter(typed, takesAny)}
        />
      )}
    </>
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
function LinesField({ definition, change, problems, path, label, hint, read, write }: LinesFieldProps) {
  const [lines, setLines] = useState(() => read(valueAt(definition, path)));
  return (
    <TextArea
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

function WhoFields(props: DefinitionFieldsProps) {
  const { definition, change, problems } = props;
  return (
    <fieldset className="ticks part">
      <legend>{defineWords.who}</legend>
      <Field
        label={defineWords.whoUrl}
        hint={defineWords.whoUrlHint}
        error={problemAt(problems, 'whoAmI.url')}
        value={textAt(definition, 'whoAmI.url')}
        onChange={(url) => {
          const asked = withValue(withValue(definition, 'whoAmI.method', 'GET'), 'whoAmI.url', url);
          change(url.trim() === '' ? withValue(definition, 'whoAmI', undefined) : asked);
        }}
        maxLength={500}
        isMono
      />
      {textAt(definition, 'whoAmI.url') !== '' && (
        <MemberField
          {...props}
          path="whoAmI.members.subject"
          label={defineWords.whoSubject}
          hint={defineWords.whoSubjectHint}
          isMono
        />
      )}
    </fieldset>
  );
}

type TokenRequestForm = keyof typeof defineWords.tokenRequests;
type Separator = keyof typeof defineWords.separators;

function RequestFields(props: DefinitionFieldsProps) {
  const { definition, change } = props;
  const tokenRequest = textAt(definition, 'dialect.tokenRequest');
  const isProtected = textAt(definition, 'dialect.pkce') !== 'none';
  return (
    <fieldset className="ticks part">
      <legend>{defineWords.requests}</legend>
      <Select<TokenRequestForm>
        label={defineWords.tokenRequest}
        choices={(['form', 'json', 'query'] as const).map((value) => ({
          value,
          label: defineWords.tokenRequests[value],
        }))}
        value={tokenRequest === 'json' || tokenRequest === 'query' ? tokenRequest : 'form'}
        onChange={(form) =>
          change(withValue(definition, 'dialect.tokenRequest', form === 'form' ? undefined : form))
        }
      />
      <Select<Separator>
        label={defineWords.separator}
        choices={([' ', ','] as const).map((value) => ({ value, label: defineWords.separators[value] }))}
        value={textAt(definition, 'dialect.scopeSeparator') === ',' ? ',' : ' '}
        onChange={(separator) =>
          change(withValue(definition, 'dialect.scopeSeparator', separator === ',' ? ',' : undefined))
        }
      />
      <Check
        label={defineWords.pkce}
        hint={isProtected ? defineWords.pkceHint : defineWords.pkceWarning}
        isSelected={isProtected}
        onChange={(on) => change(withValue(definition, 'dialect.pkce', on ? undefined : 'none'))}
      />
      <LinesField
        {...props}
        path="dialect.extraParameters.authorize"
        label={defineWords.authorizeExtra}
        hint={defineWords.extraHint}
        read={linesFrom}
        write={pairsFrom}
      />
      <LinesField
        {...props}
        path="dialect.extraParameters.token"
        label={defineWords.tokenExtra}
        hint={defineWords.extraHint}
        read={linesFrom}
        write={pairsFrom}
      />
    </fieldset>
  );
}
