// Window. What a person enters to say which server of a provider is meant, and which client.
import type { ProviderView } from '../../preload/contract.ts';
import { Select } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import type { EnteredClient, Method, Wrong } from '../state/form.ts';
import { formWords } from '../text/form.ts';

interface ServerFieldsProps {
  readonly provider: ProviderView;
  readonly entered: EnteredClient;
  readonly enter: (change: Partial<EnteredClient>) => void;
  readonly wrong: Wrong;
  /** The first field takes the focus. */
  readonly takesFocus?: boolean;
}

export function ParameterFields({ provider, entered, enter, wrong, takesFocus }: ServerFieldsProps) {
  return provider.parameters.map(({ name, label, hint, kind, example, isRequired }, index) => (
    <Field
      key={name}
      label={isRequired ? label : formWords.optional(label)}
      hint={[hint, ...(example === '' ? [] : [`${formWords.example(example)}.`])].join(' ')}
      error={wrong[`parameter.${name}`]}
      value={entered.parameters[name] ?? ''}
      onChange={(text) => enter({ parameters: { ...entered.parameters, [name]: text } })}
      inputMode={kind === 'url' ? 'url' : 'text'}
      maxLength={2048}
      autoFocus={takesFocus === true && index === 0}
    />
  ));
}

interface MethodFieldProps {
  readonly methods: readonly Method[];
  readonly method: Method;
  readonly onChange: (method: Method) => void;
}

const methodNames: Readonly<Record<Method, string>> = {
  client_secret_basic: formWords.basic,
  client_secret_post: formWords.post,
};

/** Only where there is a choice. */
export function MethodField({ methods, method, onChange }: MethodFieldProps) {
  if (methods.length < 2) return null;
  return (
    <Select
      label={formWords.method}
      choices={methods.map((value) => ({ value, label: methodNames[value] }))}
      value={method}
      onChange={onChange}
    />
  );
}
