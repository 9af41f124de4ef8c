// Window. What to know before a client can be entered: what to register at the provider and where, and its notes.
import { ExternalLink, Info } from 'lucide-react';
import type { ProviderView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { CopyLine } from '../components/copy-line.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { type Entered, isPasted } from '../state/form.ts';
import { formWords } from '../text/form.ts';

interface RegistrationProps {
  readonly provider: ProviderView;
  readonly entered: Entered;
}

/** Only the browser flow comes back to an address, so only for it one is registered. */
export function Registration({ provider, entered }: RegistrationProps) {
  return (
    <div className="registration">
      {entered.flow === 'authorization_code' ? (
        <RedirectToRegister provider={provider} entered={entered} />
      ) : (
        <p className="hint">{provider.registrationAdvice}</p>
      )}
      {provider.hasRegistrationPage && <OpenRegistration provider={provider} />}
    </div>
  );
}

function RedirectToRegister({ provider, entered }: RegistrationProps) {
  const pasted = isPasted(entered);
  return (
    <>
      <p className="registration-title">{formWords.redirect}</p>
      <CopyLine text={entered.redirectUri.trim()} label={formWords.copyRedirect} />
      <p className="hint">{provider.registrationAdvice}</p>
      {entered.anyPort && !pasted && <p className="hint">{formWords.anyPort}</p>}
      {pasted && <p className="hint">{formWords.pasted}</p>}
    </>
  );
}

function OpenRegistration({ provider }: Pick<RegistrationProps, 'provider'>) {
  const { signIns } = useTokendeck();
  return (
    <Button
      look="quiet"
      icon={<ExternalLink aria-hidden="true" size={14} />}
      onPress={() => void signIns.openRegistrationPage(provider.id)}
    >
      {formWords.registration}
    </Button>
  );
}

export function ProviderNotes({ provider }: Pick<RegistrationProps, 'provider'>) {
  const hints = [...provider.notes, ...(provider.unconfirmed.length > 0 ? [formWords.unconfirmed] : [])];
  if (hints.length === 0) return null;
  return (
    <ul className="provider-notes">
      {hints.map((hint) => (
        <li className="hint" key={hint}>
          <Info aria-hidden="true" size={14} />
          <span>{hint}</span>
        </li>
      ))}
    </ul>
  );
}
