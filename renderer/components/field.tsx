// Window. A labelled text field with a hint and, where something is wrong, a sentence about it. Not for secrets: the
// library behind it keeps the text; see secret-field.tsx.
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly isMono?: boolean;
  readonly maxLength?: number;
  readonly inputMode?: 'numeric' | 'url' | 'text';
  readonly type?: 'text' | 'datetime-local';
  readonly isReadOnly?: boolean;
}

export function Field({ label, hint, error, isMono, ...rest }: FieldProps) {
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
