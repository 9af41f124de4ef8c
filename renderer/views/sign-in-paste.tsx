// Window. Takes the address that the browser ended on. It holds a code that is worth a token, so only its field has it.
import { type FormEvent, useRef, useState } from 'react';
import type { ErrorView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Fold } from '../components/fold.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { signInWords } from '../text/add.ts';

interface PasteProps {
  readonly signInId: string;
  /** Nothing listens, so this is the only way on; otherwise it is folded. */
  readonly isOnlyWay: boolean;
}

export function Paste({ signInId, isOnlyWay }: PasteProps) {
  if (isOnlyWay) return <PasteForm signInId={signInId} isOnlyWay />;
  return (
    <Fold title={signInWords.pasteFold}>
      <PasteForm signInId={signInId} isOnlyWay={false} />
    </Fold>
  );
}

function PasteForm({ signInId, isOnlyWay }: PasteProps) {
  const { signIns } = useTokendeck();
  const field = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<ErrorView>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    const address = takeSecret(field).trim();
    setMissing(address === '');
    field.current?.focus();
    if (address === '') return;
    setAsking(true);
    setError(await signIns.paste(signInId, address));
    setAsking(false);
  }

  const wrong = error === undefined ? undefined : `${error.what} ${error.remedy}`;
  return (
    <form className="form paste" noValidate onSubmit={(event) => void submit(event)}>
      <SecretField
        label={signInWords.pasteField}
        hint={signInWords.pasteHint}
        error={missing ? signInWords.pasteMissing : wrong}
        inputRef={field}
        maxLength={16_384}
        isVisible
      />
      <div>
        <Button look={isOnlyWay ? 'primary' : 'plain'} type="submit" isPending={asking}>
          {asking ? signInWords.pasting : signInWords.paste}
        </Button>
      </div>
    </form>
  );
}
