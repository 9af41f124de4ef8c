// Window. Where a defined provider is: its issuer or its endpoints, and the redirect URI that is registered there.
import { useState } from 'react';
import { Check, Radios } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { redirectFrom, redirectText, textAt, valueAt, withValue } from '../state/definition.ts';
import { defineWords } from '../text/define.ts';
import { endpointName } from '../text/form.ts';
import { type DefinitionFieldsProps, formEndpoints, MemberField, problemAt } from './definition-field.tsx';

export function WhereFields(props: DefinitionFieldsProps) {
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
        formEndpoints.map((name) => (
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

export function RedirectField({ definition, change, problems }: DefinitionFieldsProps) {
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
