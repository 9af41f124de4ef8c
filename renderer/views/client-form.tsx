// Window. The second step of adding an account: what this provider and flow need, and nothing else.
import { AppWindow, Globe, Smartphone } from 'lucide-react';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { ErrorView, FlowKindView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Radios } from '../components/choices.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Field } from '../components/field.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import type { Draft } from '../state/app-state.ts';
import {
  draftFrom,
  type Entered,
  enteredFrom,
  scopesFrom,
  scopesOf,
  secretOf,
  usualScopes,
  type Wrong,
  wrongWith,
} from '../state/form.ts';
import { labelLength } from '../text/detail.ts';
import { flowWords, formWords } from '../text/form.ts';
import { AdvancedFields } from './client-form-advanced.tsx';
import { ProviderNotes, Registration } from './registration.tsx';
import { ScopeFields } from './scope-fields.tsx';
import { ParameterFields } from './server-fields.tsx';

interface ClientFormProps {
  readonly draft: Draft;
  readonly error: ErrorView | undefined;
}

const flowIcons = {
  authorization_code: Globe,
  device_code: Smartphone,
  client_credentials: AppWindow,
} as const;

export function ClientForm({ draft, error }: ClientFormProps) {
  const { go, signIns } = useTokendeck();
  const { provider } = draft;
  const [entered, setEntered] = useState<Entered>(() => enteredFrom(draft));
  const [wrong, setWrong] = useState<Wrong>({});
  const [starting, setStarting] = useState(false);
  const [secretGone, setSecretGone] = useState(
    draft.answers.clientAuthentication !== 'none' && draft.answers.clientId !== '',
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
    if (Object.keys(judged).length > 0) return showFirstWrong(form);
    takeSecret(secret);
    setSecretGone(clientSecret !== '');
    setStarting(true);
    await signIns.withForm(draftFrom(provider, entered, clientSecret !== ''), clientSecret);
    setStarting(false);
  }

  const prefilled = provider.clientId !== undefined;
  const secretKind = secretOf(provider, entered.flow);
  const Icon = flowIcons[entered.flow];
  return (
    <div className="panel-body">
      <PaneTitle onBack={go.back} takesFocus={prefilled}>
        {formWords.title(provider.name)}
      </PaneTitle>
      <form className="form" ref={form} noValidate onSubmit={(event) => void submit(event)}>
        {provider.flows.length > 1 && (
          <Radios
            label={formWords.flow}
            choices={provider.flows.map(({ kind }) => ({
              value: kind,
              label: flowWords[kind].name,
              hint: flowWords[kind].hint,
            }))}
            value={entered.flow}
            onChange={(flow) => enter(withFlow(draft, entered, flow))}
          />
        )}
        <ParameterFields
          provider={provider}
          entered={entered}
          enter={enter}
          wrong={wrong}
          purpose={entered.flow}
          takesFocus={!prefilled}
        />
        <Registration provider={provider} entered={entered} />
        <Field
          label={formWords.clientId}
          {...(prefilled ? {} : { hint: formWords.clientIdHint })}
          error={wrong['clientId']}
          value={entered.clientId}
          onChange={(clientId) => enter({ clientId })}
          maxLength={1024}
          isMono
          autoFocus={provider.parameters.length === 0 && !prefilled}
        />
        {secretKind !== 'none' && (
          <SecretField
            label={formWords.secret}
            hint={secretGone ? formWords.secretAgain : formWords.secretHint[secretKind]}
            error={wrong['secret']}
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
        <ProviderNotes provider={provider} />
        <ScopeFields provider={provider} entered={entered} enter={enter} />
        <AdvancedFields provider={provider} entered={entered} enter={enter} wrong={wrong} />
        {error !== undefined && !starting && <ErrorNote error={error} isAlert />}
        <div className="form-actions foot">
          <Button
            look="primary"
            type="submit"
            isPending={starting}
            icon={<Icon aria-hidden="true" size={16} />}
          >
            {starting ? formWords.submitting : formWords.submit[entered.flow]}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Another flow; scopes that nobody has touched yet become those that are usual for it. */
function withFlow({ provider }: Draft, entered: Entered, flow: FlowKindView): Partial<Entered> {
  const untouched = scopesOf(provider, entered).join(' ') === usualScopes(provider, entered.flow).join(' ');
  return untouched ? { flow, ...scopesFrom(provider, usualScopes(provider, flow)) } : { flow };
}

/** After the errors were rendered, so that the field is read with its error. */
export function showFirstWrong(form: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
  });
}
