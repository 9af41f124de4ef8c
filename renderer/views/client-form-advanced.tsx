// Window. The folded part of the client form: what few people need.
import { ChevronRight } from 'lucide-react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import type { ProviderView } from '../../preload/contract.ts';
import { Field } from '../components/field.tsx';
import type { Entered, Wrong } from '../state/form.ts';
import { formWords } from '../text/add.ts';

interface AdvancedFieldsProps {
  readonly provider: ProviderView;
  readonly entered: Entered;
  readonly enter: (change: Partial<Entered>) => void;
  readonly wrong: Wrong;
}

export function AdvancedFields({ provider, entered, enter, wrong }: AdvancedFieldsProps) {
  return (
    <details className="advanced">
      <summary>
        <ChevronRight aria-hidden="true" size={16} />
        {formWords.advanced}
      </summary>
      <div className="form">
        <Field
          label={formWords.scopes}
          hint={formWords.scopesHint}
          value={entered.scopes}
          onChange={(scopes) => enter({ scopes })}
          isMono
        />
        <Field
          label={formWords.port}
          hint={formWords.portHint}
          error={wrong.port}
          value={entered.port}
          onChange={(port) => enter({ port })}
          inputMode="numeric"
          maxLength={5}
        />
        {provider.clientSecret !== 'none' && <Method entered={entered} enter={enter} />}
        <CheckboxField
          className="check-field"
          isSelected={entered.allowHttp}
          onChange={(allowHttp) => enter({ allowHttp })}
        >
          <CheckboxButton className="check">
            <span className="check-box" aria-hidden="true" />
            {formWords.allowHttp}
          </CheckboxButton>
          <Text slot="description" className="hint">
            {formWords.allowHttpHint}
          </Text>
        </CheckboxField>
      </div>
    </details>
  );
}

function Method({ entered, enter }: Pick<AdvancedFieldsProps, 'entered' | 'enter'>) {
  return (
    <RadioGroup
      className="field"
      value={entered.method}
      onChange={(method) =>
        enter({ method: method === 'client_secret_post' ? 'client_secret_post' : 'client_secret_basic' })
      }
    >
      <Label>{formWords.method}</Label>
      <RadioField value="client_secret_basic">
        <RadioButton className="check">
          <span className="check-box round" aria-hidden="true" />
          {formWords.basic}
        </RadioButton>
      </RadioField>
      <RadioField value="client_secret_post">
        <RadioButton className="check">
          <span className="check-box round" aria-hidden="true" />
          {formWords.post}
        </RadioButton>
      </RadioField>
    </RadioGroup>
  );
}
