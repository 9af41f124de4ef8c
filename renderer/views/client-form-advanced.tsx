// Window. The folded part of the client form: what few people need.

import type { ProviderView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Check } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { Fold } from '../components/fold.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { type Entered, isPasted, secretOf, type Wrong } from '../state/form.ts';
import { endpointName, formWords } from '../text/form.ts';
import { MethodField, MoreParameterFields } from './server-fields.tsx';

interface AdvancedFieldsProps {
  readonly provider: ProviderView;
  readonly entered: Entered;
  readonly enter: (change: Partial<Entered>) => void;
  readonly wrong: Wrong;
}

export function AdvancedFields({ provider, entered, enter, wrong }: AdvancedFieldsProps) {
  const { providers } = useTokendeck();
  return (
    <Fold title={formWords.advanced}>
      <MoreParameterFields
        provider={provider}
        entered={entered}
        enter={enter}
        wrong={wrong}
        purpose={entered.flow}
      />
      {entered.flow === 'authorization_code' && (
        <RedirectFields entered={entered} enter={enter} wrong={wrong} />
      )}
      {secretOf(provider, entered.flow) !== 'none' && (
        <MethodField
          methods={provider.clientAuthentication}
          method={entered.method}
          onChange={(method) => enter({ method })}
        />
      )}
      {plainEndpoints(provider).length > 0 && (
        <EndpointFields provider={provider} entered={entered} enter={enter} wrong={wrong} />
      )}
      <Check
        label={formWords.allowHttp}
        hint={formWords.allowHttpHint}
        isSelected={entered.allowHttp}
        onChange={(allowHttp) => enter({ allowHttp })}
      />
      {!provider.isOwn && (
        <div>
          <Button onPress={() => void providers.copyAsOwn(provider)}>{formWords.copyAsOwn}</Button>
        </div>
      )}
    </Fold>
  );
}

function RedirectFields({ entered, enter, wrong }: Omit<AdvancedFieldsProps, 'provider'>) {
  return (
    <>
      <Field
        label={formWords.redirectUri}
        hint={formWords.redirectUriHint}
        error={wrong['redirectUri']}
        value={entered.redirectUri}
        onChange={(redirectUri) =>
          enter(hasPort(redirectUri) ? { redirectUri, anyPort: false } : { redirectUri })
        }
        inputMode="url"
        maxLength={2048}
        isMono
      />
      {!isPasted(entered) && (
        <>
          <Check
            label={formWords.takesAnyPort}
            hint={formWords.takesAnyPortHint}
            isSelected={entered.anyPort}
            onChange={(anyPort) => enter({ anyPort })}
          />
          <Check
            label={formWords.formPost}
            hint={formWords.formPostHint}
            isSelected={entered.formPost}
            onChange={(formPost) => enter({ formPost })}
          />
        </>
      )}
    </>
  );
}

/** Whoever writes a port means that one. */
function hasPort(uri: string): boolean {
  return (URL.parse(uri.trim())?.port ?? '') !== '';
}

/** Those that are not entered as a parameter anyway. */
function plainEndpoints({ endpoints }: ProviderView): ProviderView['endpoints'] {
  return endpoints.filter(({ url }) => !/^\{[a-z0-9_]+\}$/.test(url));
}

function EndpointFields({ provider, entered, enter, wrong }: AdvancedFieldsProps) {
  return (
    <fieldset className="ticks">
      <legend>{formWords.endpoints}</legend>
      <p className="hint">
        {formWords.endpointsHint} {provider.isDiscovered && formWords.endpointsDiscovered}
      </p>
      {plainEndpoints(provider).map(({ name, isUnconfirmed }) => (
        <Field
          key={name}
          label={endpointName(name)}
          {...(isUnconfirmed ? { hint: formWords.notConfirmed } : {})}
          error={wrong[`endpoint.${name}`]}
          value={entered.endpoints[name] ?? ''}
          onChange={(url) => enter({ endpoints: { ...entered.endpoints, [name]: url } })}
          inputMode="url"
          maxLength={2048}
          isMono
        />
      ))}
    </fieldset>
  );
}
