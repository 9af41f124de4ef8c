// Window. A labelled text field with a hint and, where something is wrong, a sentence about it.
import type { HTMLInputTypeAttribute, ReactNode, Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly type?: HTMLInputTypeAttribute;
  /** With `value` the field is controlled; without, it keeps its text to itself: for secrets. */
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  readonly isMono?: boolean;
  readonly maxLength?: number;
  readonly inputMode?: 'numeric' | 'url' | 'text';
}

export function Field({ label, hint, error, inputRef, isMono, ...rest }: FieldProps) {
  return (
    <TextField
      className="field"
      isInvalid={error !== undefined}
      autoComplete="off"
      validationBehavior="aria"
      {...rest}
    >
      <Label>{label}</Label>
      <Input
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        className={isMono === true ? 'input mono' : 'input'}
        spellCheck="false"
        autoCapitalize="off"
        autoCorrect="off"
      />
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
