// Window. How a defined provider is asked: who the account is, and what departs from the standards.
import { Check, Select } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { linesFrom, pairsFrom, textAt, withValue } from '../state/definition.ts';
import { defineWords } from '../text/define.ts';
import { type DefinitionFieldsProps, LinesField, MemberField, problemAt } from './definition-field.tsx';

export function WhoFields(props: DefinitionFieldsProps) {
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

export function RequestFields(props: DefinitionFieldsProps) {
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
