// Window. Which scopes to ask for: the provider's own with what they mean, whole sets for known APIs, and any others.
import { Plus, Check as Tick } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { ProviderView } from '../../preload/contract.ts';
import { Check } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { Fold } from '../components/fold.tsx';
import { hasAll, withApi, withoutApi } from '../state/api-scopes.ts';
import { type EnteredScopes, scopesFrom, scopesOf } from '../state/form.ts';
import { scopeForm, scopeSummary } from '../text/form.ts';

interface ScopeFieldsProps {
  readonly provider: ProviderView;
  readonly entered: EnteredScopes;
  readonly enter: (change: EnteredScopes) => void;
}

export function ScopeFields({ provider, entered, enter }: ScopeFieldsProps) {
  const { scopes, apis } = provider;
  const { ticked, others } = entered;
  return (
    <Fold title={scopeForm.title} brief={scopeSummary(scopesOf(provider, entered))}>
      {apis.length > 0 && <Apis provider={provider} entered={entered} enter={enter} />}
      {scopes.length > 0 && (
        <fieldset className="ticks">
          <legend>{scopeForm.offered}</legend>
          {scopes.map(({ name, meaning }) => (
            <Check
              key={name}
              label={name}
              hint={meaning}
              isMono
              isSelected={ticked.includes(name)}
              onChange={(on) =>
                enter({ others, ticked: on ? [...ticked, name] : ticked.filter((one) => one !== name) })
              }
            />
          ))}
        </fieldset>
      )}
      <Field
        label={scopes.length > 0 ? scopeForm.others : scopeForm.onlyOthers}
        hint={scopeForm.othersHint}
        value={others}
        onChange={(text) => enter({ ticked, others: text })}
        maxLength={16_384}
        isMono
      />
    </Fold>
  );
}

/** Each is on while all is asked for that its API needs. */
function Apis({ provider, entered, enter }: ScopeFieldsProps) {
  const asked = scopesOf(provider, entered);
  return (
    <fieldset className="ticks">
      <legend>{scopeForm.apis}</legend>
      <div className="apis">
        {provider.apis.map((api) => {
          const isOn = hasAll(asked, api);
          return (
            <ToggleButton
              className="button plain"
              key={api.name}
              isSelected={isOn}
              onChange={(on) =>
                enter(scopesFrom(provider, on ? withApi(asked, api) : withoutApi(provider, asked, api)))
              }
            >
              {isOn ? <Tick aria-hidden="true" size={14} /> : <Plus aria-hidden="true" size={14} />}
              <span>{api.name}</span>
            </ToggleButton>
          );
        })}
      </div>
    </fieldset>
  );
}
