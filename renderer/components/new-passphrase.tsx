// Window. A new passphrase, entered twice, that is kept nowhere but in its fields.
import { type RefObject, useRef, useState } from 'react';
import { isTooShort } from '../state/passphrase.ts';
import { vaultWords } from '../text/vault.ts';
import { SecretField, takeSecret } from './secret-field.tsx';

export interface NewPassphrase {
  readonly first: RefObject<HTMLInputElement | null>;
  readonly second: RefObject<HTMLInputElement | null>;
  readonly wrong: 'too_short' | 'not_same' | undefined;
  /** The passphrase, or undefined where it is not good enough; both fields are empty from then on. */
  readonly take: () => string | undefined;
}

export function useNewPassphrase(): NewPassphrase {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<NewPassphrase['wrong']>();

  function take(): string | undefined {
    const passphrase = takeSecret(first);
    const repeated = takeSecret(second);
    const judged = isTooShort(passphrase) ? 'too_short' : passphrase === repeated ? undefined : 'not_same';
    setWrong(judged);
    if (judged === undefined) return passphrase;
    first.current?.focus();
    return undefined;
  }

  return { first, second, wrong, take };
}

interface NewPassphraseFieldsProps {
  readonly passphrase: NewPassphrase;
  readonly label: string;
  readonly autoFocus?: boolean;
}

export function NewPassphraseFields({ passphrase, label, autoFocus }: NewPassphraseFieldsProps) {
  const { first, second, wrong } = passphrase;
  return (
    <>
      <SecretField
        label={label}
        hint={vaultWords.newPassphraseHint}
        inputRef={first}
        maxLength={1024}
        autoFocus={autoFocus === true}
        error={wrong === 'too_short' ? vaultWords.tooShort : undefined}
      />
      <SecretField
        label={vaultWords.repeat}
        inputRef={second}
        maxLength={1024}
        error={wrong === 'not_same' ? vaultWords.notSame : undefined}
      />
    </>
  );
}
