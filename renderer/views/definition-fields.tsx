// Window. The form over a definition: each field is a member of it. What the form does not know is left as it is.
import { useState } from 'react';
import { Field } from '../components/field.tsx';
import { idFrom, linesFromScopes, scopesFromLines, textAt, withValue } from '../state/definition.ts';
import { defineWords } from '../text/define.ts';
import { type DefinitionFieldsProps, LinesField, MemberField, problemAt } from './definition-field.tsx';
import { FlowFields } from './definition-flows.tsx';
import { RequestFields, WhoFields } from './definition-requests.tsx';
import { RedirectField, WhereFields } from './definition-where.tsx';

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
