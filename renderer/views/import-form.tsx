// Window. Taking over tokens that the person has from elsewhere.
import { Import } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { ErrorView, ProviderView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Check, Radios, Select } from '../components/choices.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Field } from '../components/field.tsx';
import { Fold } from '../components/fold.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import type { Wrong } from '../state/form.ts';
import {
  type EnteredImport,
  importAt,
  importFor,
  importFrom,
  importProvider,
  wrongImport,
} from '../state/import-form.ts';
import { labelLength } from '../text/detail.ts';
import { formWords, scopeForm } from '../text/form.ts';
import { importWords } from '../text/import.ts';
import { showFirstWrong } from './client-form.tsx';
import { MethodField, MoreParameterFields, ParameterFields } from './server-fields.tsx';

export function ImportForm({ providerId }: { readonly providerId: string | undefined }) {
  const providers = useAppState((state) => state.app.providers);
  const start = importProvider(providers, providerId);
  return start === undefined ? null : <Form providers={providers} start={start} />;
}

interface FormProps {
  readonly providers: readonly ProviderView[];
  readonly start: ProviderView;
}

function Form({ providers, start }: FormProps) {
  const { clock, go, tokens } = useTokendeck();
  const [provider, setProvider] = useState(start);
  const [entered, setEntered] = useState<EnteredImport>(() => importFor(start));
  const [wrong, setWrong] = useState<Wrong>({});
  const [hasRefreshToken, setHasRefreshToken] = useState(false);
  const [error, setError] = useState<ErrorView>();
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const accessToken = useRef<HTMLInputElement>(null);
  const refreshToken = useRef<HTMLInputElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const enter = (change: Partial<EnteredImport>) => setEntered((before) => ({ ...before, ...change }));
  const purpose = hasRefreshToken ? 'renewed_import' : 'import';
  /** Whether there is one, never what it is. */
  const noteRefreshToken = () => setHasRefreshToken((refreshToken.current?.value ?? '').trim() !== '');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const has = {
      accessToken: isFilled(accessToken.current),
      refreshToken: isFilled(refreshToken.current),
      clientSecret: isFilled(secret.current),
    };
    clock.touch();
    const now = clock.now();
    const judged = wrongImport(entered, provider, has, now);
    setWrong(judged);
    if (Object.keys(judged).length > 0) return showFirstWrong(form);
    const draft = importFrom(provider, entered, has, now);
    const secrets = {
      accessToken: takeSecret(accessToken).trim(),
      refreshToken: takeSecret(refreshToken).trim(),
      clientSecret: has.refreshToken ? takeSecret(secret) : '',
    };
    setSending(true);
    const failed = await tokens.importAccount(draft, secrets);
    setSending(false);
    setError(failed);
    setHasRefreshToken(has.refreshToken);
  }

  return (
    <div className="panel-body">
      <PaneTitle onBack={go.back}>{importWords.title}</PaneTitle>
      <form
        className="form"
        ref={form}
        noValidate
        onInput={noteRefreshToken}
        onSubmit={(event) => void submit(event)}
      >
        <Select
          label={importWords.provider}
          hint={provider.summary}
          choices={providers.map(({ id, name }) => ({ value: id, label: name }))}
          value={provider.id}
          onChange={(id) => {
            const chosen = providers.find((one) => one.id === id);
            if (chosen === undefined) return;
            setProvider(chosen);
            setEntered((before) => importAt(chosen, before));
            setWrong({});
          }}
        />
        <ParameterFields
          provider={provider}
          entered={entered}
          enter={enter}
          wrong={wrong}
          purpose={purpose}
        />
        <SecretField
          label={importWords.accessToken}
          hint={error === undefined ? importWords.secretHint : importWords.again}
          error={wrong['accessToken']}
          inputRef={accessToken}
          maxLength={65_536}
        />
        <SecretField
          label={importWords.refreshToken}
          hint={importWords.refreshHint}
          inputRef={refreshToken}
          maxLength={65_536}
        />
        {(hasRefreshToken || wrong['clientId'] !== undefined) && (
          <fieldset className="ticks">
            <legend>{importWords.client}</legend>
            <Field
              label={formWords.clientId}
              error={wrong['clientId']}
              value={entered.clientId}
              onChange={(clientId) => enter({ clientId })}
              maxLength={1024}
              isMono
            />
            <SecretField
              label={formWords.secret}
              hint={formWords.secretHint.optional}
              inputRef={secret}
              maxLength={8192}
            />
            <MethodField
              methods={provider.clientAuthentication}
              method={entered.method}
              onChange={(method) => enter({ method })}
            />
          </fieldset>
        )}
        <ExpiryFields entered={entered} enter={enter} wrong={wrong} />
        <Field
          label={scopeForm.title}
          hint={importWords.scopesHint}
          value={entered.scopes}
          onChange={(scopes) => enter({ scopes })}
          maxLength={16_384}
          isMono
        />
        <Field
          label={formWords.label}
          hint={importWords.labelHint}
          value={entered.label}
          onChange={(label) => enter({ label })}
          maxLength={labelLength}
        />
        <Fold title={formWords.advanced}>
          <MoreParameterFields
            provider={provider}
            entered={entered}
            enter={enter}
            wrong={wrong}
            purpose={purpose}
          />
          <Check
            label={formWords.allowHttp}
            hint={formWords.allowHttpHint}
            isSelected={entered.allowHttp}
            onChange={(allowHttp) => enter({ allowHttp })}
          />
        </Fold>
        {error !== undefined && !sending && <ErrorNote error={error} isAlert />}
        <div className="form-actions foot">
          <Button
            look="primary"
            type="submit"
            isPending={sending}
            icon={<Import aria-hidden="true" size={16} />}
          >
            {sending ? importWords.submitting : importWords.submit}
          </Button>
        </div>
      </form>
    </div>
  );
}

function isFilled(field: HTMLInputElement | null): boolean {
  return (field?.value ?? '').trim() !== '';
}

interface ExpiryFieldsProps {
  readonly entered: EnteredImport;
  readonly enter: (change: Partial<EnteredImport>) => void;
  readonly wrong: Wrong;
}

function ExpiryFields({ entered, enter, wrong }: ExpiryFieldsProps) {
  return (
    <>
      <Radios
        label={importWords.expiry}
        choices={[
          { value: 'unknown', label: importWords.unknown, hint: importWords.unknownHint },
          { value: 'within', label: importWords.within },
          { value: 'moment', label: importWords.moment },
        ]}
        value={entered.expiry}
        onChange={(expiry) => enter({ expiry })}
      />
      {entered.expiry === 'within' && (
        <Field
          label={importWords.hours}
          error={wrong['hours']}
          value={entered.hours}
          onChange={(hours) => enter({ hours })}
          inputMode="numeric"
          maxLength={10}
        />
      )}
      {entered.expiry === 'moment' && (
        <Field
          label={importWords.at}
          error={wrong['moment']}
          type="datetime-local"
          value={entered.moment}
          onChange={(moment) => enter({ moment })}
        />
      )}
    </>
  );
}
