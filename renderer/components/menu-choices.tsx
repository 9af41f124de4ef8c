// Window. A menu of which one is chosen, with a mark at it.
import { Check } from 'lucide-react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import type { Choice } from './choices.tsx';

interface MenuChoicesProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function MenuChoices<T extends string>({ label, choices, value, onChange }: MenuChoicesProps<T>) {
  return (
    <Menu
      className="menu"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((one) => keys !== 'all' && keys.has(one.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <MenuItem
          className="menu-item choice-item"
          id={choice.value}
          key={choice.value}
          textValue={choice.label}
        >
          <Check className="choice-mark" aria-hidden="true" size={14} />
          {choice.label}
        </MenuItem>
      ))}
    </Menu>
  );
}
