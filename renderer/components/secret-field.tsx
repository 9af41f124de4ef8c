// Window. A field for what must not be kept: React and its libraries never hold the text, only the input itself does.
import { type RefObject, useEffect, useId } from 'react';

interface SecretFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly maxLength: number;
  readonly autoFocus?: boolean;
  /** For what is used up at once: a person wants to see what was pasted. */
  readonly isVisible?: boolean;
}

export function SecretField({
  label,
  hint,
  error,
  inputRef,
  maxLength,
  autoFocus,
  isVisible,
}: SecretFieldProps) {
  const id = useId();
  useEffect(() => {
    if (autoFocus === true) inputRef.current?.focus();
  }, [autoFocus, inputRef]);
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(error === undefined ? [] : [`${id}-error`]),
  ].join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="input mono"
        id={id}
        ref={inputRef}
        type={isVisible === true ? 'text' : 'password'}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck="false"
        aria-invalid={error !== undefined}
        aria-describedby={described === '' ? undefined : described}
      />
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** The text of a secret field, which is empty from then on. */
export function takeSecret(field: RefObject<HTMLInputElement | null>): string {
  const text = field.current?.value ?? '';
  if (field.current !== null) field.current.value = '';
  return text;
}
