// Window. What a person enters to say which server of a provider is meant, and which client.
import type { ProviderView } from '../../preload/contract.ts';
import { Radios } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import {
  type EnteredClient,
  isNeeded,
  type Method,
  type Parameter,
  type Purpose,
  type Wrong,
} from '../state/form.ts';
import { formWords } from '../text/form.ts';

interface ServerFieldsProps {
  readonly provider: ProviderView;
  readonly entered: EnteredClient;
  readonly enter: (change: Partial<EnteredClient>) => void;
  readonly wrong: Wrong;
  readonly purpose: Purpose;
}

interface ParameterFieldsProps extends ServerFieldsProps {
  /** The first field takes the focus. */
  readonly takesFocus?: boolean;
}

/** What must be entered. */
export function ParameterFields({ takesFocus, ...props }: ParameterFieldsProps) {
  const { provider, purpose } = props;
  const needed = provider.parameters.filter((parameter) => isNeeded(provider, parameter, purpose));
  return needed.map((parameter, index) => (
    <ParameterField
      key={parameter.name}
      {...props}
      parameter={parameter}
      label={parameter.label}
      takesFocus={takesFocus === true && index === 0}
    />
  ));
}

/** What may be entered, too. */
export function MoreParameterFields(props: ServerFieldsProps) {
  const { provider, purpose } = props;
  const optional = provider.parameters.filter((parameter) => !isNeeded(provider, parameter, purpose));
  return optional.map((parameter) => (
    <ParameterField
      key={parameter.name}
      {...props}
      parameter={parameter}
      label={formWords.optional(parameter.label)}
      takesFocus={false}
    />
  ));
}

interface ParameterFieldProps extends ServerFieldsProps {
  readonly parameter: Parameter;
  readonly label: string;
  readonly takesFocus: boolean;
}

function ParameterField({ parameter, label, takesFocus, entered, enter, wrong }: ParameterFieldProps) {
  const { name, hint, kind, example } = parameter;
  return (
    <Field
      label={label}
      hint={[hint, ...(example === '' ? [] : [`${formWords.example(example)}.`])].join(' ')}
      error={wrong[`parameter.${name}`]}
      value={entered.parameters[name] ?? ''}
      onChange={(text) => enter({ parameters: { ...entered.parameters, [name]: text } })}
      inputMode={kind === 'url' ? 'url' : 'text'}
      maxLength={2048}
      autoFocus={takesFocus}
    />
  );
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
    <Radios
      label={formWords.method}
      choices={methods.map((value) => ({ value, label: methodNames[value] }))}
      value={method}
      onChange={onChange}
    />
  );
}
