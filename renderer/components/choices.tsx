// Window. Ticks and choices: a check box, one of a few with a line on each, one of many.
import { useId } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';

interface CheckProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isMono?: boolean;
  readonly isDisabled?: boolean;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function Check({ label, hint, isMono, isDisabled, isSelected, onChange }: CheckProps) {
  return (
    <CheckboxField
      className="check-field"
      isSelected={isSelected}
      isDisabled={isDisabled === true}
      onChange={onChange}
    >
      <CheckboxButton className="check">
        <span className="check-box" aria-hidden="true" />
        <bdi className={isMono === true ? 'mono' : ''}>{label}</bdi>
      </CheckboxButton>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
    </CheckboxField>
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

interface RadiosProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

interface RadiosInLineProps<T extends string> extends RadiosProps<T> {
  /** Side by side: for few short words. */
  readonly isInLine?: boolean;
}

export function Radios<T extends string>({
  label,
  choices,
  value,
  onChange,
  isInLine,
}: RadiosInLineProps<T>) {
  return (
    <RadioGroup
      className={isInLine === true ? 'field in-line' : 'field'}
      orientation={isInLine === true ? 'horizontal' : 'vertical'}
      value={value}
      onChange={(chosen) => {
        const known = choices.find((one) => one.value === chosen);
        if (known !== undefined) onChange(known.value);
      }}
    >
      <Label>{label}</Label>
      {choices.map((choice) => (
        <RadioField className="check-field" value={choice.value} key={choice.value}>
          <RadioButton className="check">
            <span className="check-box round" aria-hidden="true" />
            {choice.label}
          </RadioButton>
          {choice.hint !== undefined && (
            <Text slot="description" className="hint">
              {choice.hint}
            </Text>
          )}
        </RadioField>
      ))}
    </RadioGroup>
  );
}

interface SelectProps<T extends string> extends RadiosProps<T> {
  readonly hint?: string | undefined;
  readonly isDisabled?: boolean;
}

/** The system's own list: it has the keys, the type-ahead and the size that people know. */
export function Select<T extends string>({
  label,
  hint,
  isDisabled,
  choices,
  value,
  onChange,
}: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        className="input"
        id={id}
        value={value}
        disabled={isDisabled === true}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const known = choices.find((one) => one.value === event.target.value);
          if (known !== undefined) onChange(known.value);
        }}
      >
        {choices.map((choice) => (
          <option value={choice.value} key={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
