// Window. The second step of adding an account: what this provider needs, and nothing else.
import { Copy, ExternalLink, Globe } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { ErrorView, ProviderView } from '../../preload/contract.ts';
import { Button, IconButton } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Field } from '../components/field.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import type { Draft } from '../state/app-state.ts';
import { draftFrom, type Entered, enteredFrom, portOf, type Wrong, wrongWith } from '../state/form.ts';
import { formWords, redirectUri } from '../text/add.ts';
import { labelLength } from '../text/detail.ts';
import { AdvancedFields } from './client-form-advanced.tsx';

interface ClientFormProps {
  readonly draft: Draft;
  readonly error: ErrorView | undefined;
}

export function ClientForm({ draft, error }: ClientFormProps) {
  const { go, signIns } = useTokendeck();
  const { provider } = draft;
  const [entered, setEntered] = useState<Entered>(() => enteredFrom(draft));
  const [wrong, setWrong] = useState<Wrong>({});
  const [starting, setStarting] = useState(false);
  const [secretGone, setSecretGone] = useState(
    draft.answers.clientAuthentication !== 'none' && hasEntries(draft),
  );
  const form = useRef<HTMLFormElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const enter = (change: Partial<Entered>) => setEntered((before) => ({ ...before, ...change }));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (starting) return;
    const clientSecret = secret.current?.value ?? '';
    const judged = wrongWith(entered, provider, clientSecret !== '');
    setWrong(judged);
    if (Object.keys(judged).length > 0) {
      // After the errors were rendered, so that the field is read with its error.
      requestAnimationFrame(() => {
        const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
        first?.closest('details')?.setAttribute('open', '');
        first?.focus();
      });
      return;
    }
    takeSecret(secret);
    setSecretGone(clientSecret !== '');
    setStarting(true);
    await signIns.withForm(draftFrom(provider, entered, clientSecret !== ''), clientSecret);
    setStarting(false);
  }

  const prefilled = provider.clientId !== undefined;
  return (
    <div className="panel-body">
      <PaneTitle onBack={go.back} takesFocus={prefilled}>
        {formWords.title(provider.name)}
      </PaneTitle>
      <form className="form" ref={form} noValidate onSubmit={(event) => void submit(event)}>
        {provider.issuer === undefined && (
          <Field
            label={formWords.issuer}
            hint={formWords.issuerHint}
            error={wrong.issuer}
            value={entered.issuer}
            onChange={(issuer) => enter({ issuer })}
            inputMode="url"
            maxLength={2048}
            autoFocus
          />
        )}
        <Registration provider={provider} port={portOf(entered.port) ?? provider.redirectPort} />
        <Field
          label={formWords.clientId}
          {...(prefilled ? {} : { hint: formWords.clientIdHint })}
          error={wrong.clientId}
          value={entered.clientId}
          onChange={(clientId) => enter({ clientId })}
          maxLength={1024}
          isMono
          autoFocus={provider.issuer !== undefined && !prefilled}
        />
        {provider.clientSecret !== 'none' && (
          <SecretField
            label={formWords.secret}
            hint={secretGone ? formWords.secretAgain : formWords.secretHint[provider.clientSecret]}
            error={wrong.secret}
            inputRef={secret}
            maxLength={8192}
          />
        )}
        <Field
          label={formWords.label}
          hint={formWords.labelHint}
          value={entered.label}
          onChange={(label) => enter({ label })}
          maxLength={labelLength}
        />
        <AdvancedFields provider={provider} entered={entered} enter={enter} wrong={wrong} />
        {error !== undefined && !starting && <ErrorNote error={error} isAlert />}
        <div className="form-actions foot">
          <Button
            look="primary"
            type="submit"
            isPending={starting}
            icon={<Globe aria-hidden="true" size={16} />}
          >
            {starting ? formWords.submitting : formWords.submit}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Whether the person has been through this form before. */
function hasEntries({ answers }: Draft): boolean {
  return answers.clientId !== '';
}

interface RegistrationProps {
  readonly provider: ProviderView;
  readonly port: number;
}

function Registration({ provider, port }: RegistrationProps) {
  const { accounts, signIns } = useTokendeck();
  const uri = redirectUri(provider, port);
  return (
    <div className="registration">
      <p className="registration-title">{formWords.redirect}</p>
      <div className="registration-uri">
        <code>{uri}</code>
        <IconButton label={formWords.copyRedirect} onPress={() => void accounts.copyText(uri)}>
          <Copy aria-hidden="true" size={16} />
        </IconButton>
      </div>
      <p className="hint">{provider.registrationAdvice}</p>
      {port === 0 && <p className="hint">{formWords.anyPort}</p>}
      {provider.hasRegistrationPage && (
        <Button
          look="quiet"
          icon={<ExternalLink aria-hidden="true" size={14} />}
          onPress={() => void signIns.openRegistrationPage(provider.id)}
        >
          {formWords.registration}
        </Button>
      )}
    </div>
  );
}
