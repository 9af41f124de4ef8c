// Window. A labelled field for several lines, with a hint and, where something is wrong, a sentence about it.
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';

interface TextAreaProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly maxLength: number;
}

export function TextArea({ label, hint, error, rows, ...rest }: TextAreaProps) {
  return (
    <TextField
      className="field"
      isInvalid={error !== undefined}
      autoComplete="off"
      validationBehavior="aria"
      {...rest}
    >
      <Label>{label}</Label>
      <AriaTextArea className="input mono" rows={rows} spellCheck="false" autoCapitalize="off" />
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
