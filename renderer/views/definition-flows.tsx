// Window. The ways to sign in that a definition offers, and whether its clients have a secret in each.
import type { FlowKindView } from '../../preload/contract.ts';
import { Check, Select } from '../components/choices.tsx';
import { type Definition, type FlowSecret, flowsIn, withFlows } from '../state/definition.ts';
import { defineWords } from '../text/define.ts';
import { flowWords } from '../text/form.ts';

interface FlowFieldsProps {
  readonly definition: Definition;
  readonly change: (definition: Definition) => void;
  readonly error: string | undefined;
}

const kinds: readonly FlowKindView[] = ['authorization_code', 'device_code', 'client_credentials'];
const secrets: readonly FlowSecret[] = ['none', 'optional', 'required'];

export function FlowFields({ definition, change, error }: FlowFieldsProps) {
  const flows = flowsIn(definition);
  return (
    <fieldset className="ticks">
      <legend>{defineWords.flows}</legend>
      {kinds.map((kind) => {
        const flow = flows.find((one) => one.kind === kind);
        const others = flows.filter((one) => one.kind !== kind);
        return (
          <div className="flow-line" key={kind}>
            <Check
              label={flowWords[kind].name}
              isSelected={flow !== undefined}
              onChange={(on) =>
                change(withFlows(definition, on ? [...flows, { kind, clientSecret: 'optional' }] : others))
              }
            />
            {flow !== undefined && (
              <Select<FlowSecret>
                label={defineWords.secret}
                choices={secrets.map((value) => ({ value, label: defineWords.secretKinds[value] }))}
                value={flow.clientSecret}
                onChange={(clientSecret) =>
                  change(
                    withFlows(
                      definition,
                      flows.map((one) => (one.kind === kind ? { kind, clientSecret } : one)),
                    ),
                  )
                }
              />
            )}
          </div>
        );
      })}
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
