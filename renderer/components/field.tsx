// Window. A labelled field for one line or several, with a hint and, where something is wrong, a sentence about it.
// Not for secrets: the library behind it keeps the text; see secret-field.tsx.
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
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
  /** More than one: as many lines are shown, in the font of code. */
  readonly rows?: number;
}

export function Field({ label, hint, error, isMono, rows = 1, ...rest }: FieldProps) {
  const writing = { spellCheck: 'false', autoCapitalize: 'off', autoCorrect: 'off' } as const;
  return (
    <TextField
      className="field"
      isInvalid={error !== undefined}
      autoComplete="off"
      validationBehavior="aria"
      {...rest}
    >
      <Label>{label}</Label>
      {rows > 1 ? (
        <TextArea className="input mono" rows={rows} {...writing} />
      ) : (
        <Input className={isMono === true ? 'input mono' : 'input'} {...writing} />
      )}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
