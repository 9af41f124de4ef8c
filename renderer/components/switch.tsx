// Window. A switch with a line on what it does: it takes effect at once.
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';

interface SwitchProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function Switch({ label, hint, isSelected, isDisabled, onChange }: SwitchProps) {
  return (
    <SwitchField
      className="switch-field"
      isSelected={isSelected}
      isDisabled={isDisabled === true}
      onChange={onChange}
    >
      <SwitchButton className="switch">
        <span className="switch-track" aria-hidden="true">
          <span className="switch-thumb" />
        </span>
        {label}
      </SwitchButton>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
    </SwitchField>
  );
}
