// Window. Buttons, with a tooltip where the button shows an icon only.
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { type ShortcutId, shortcutHint } from '../text/shortcuts.ts';

interface Common {
  readonly id?: string;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  /**
   * Something is on its way: pressing again does nothing, the focus stays. The words of the button say so; React Aria’s
   * own pending state would announce an element that is soon gone.
   */
  readonly isPending?: boolean;
  readonly shortcut?: ShortcutId;
}

function pressable<T extends Common>({
  isPending,
  onPress,
  ...rest
}: T): Omit<T, 'isPending' | 'onPress'> & Pick<Common, 'onPress'> {
  return isPending === true || onPress === undefined ? rest : { ...rest, onPress };
}

interface ButtonProps extends Common {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly icon?: ReactNode;
  readonly autoFocus?: boolean;
  /** Says more than the visible words, which it must begin with. */
  readonly label?: string;
  readonly children: ReactNode;
}

export function Button({ look = 'plain', icon, label, shortcut, children, ...more }: ButtonProps) {
  const rest = pressable(more);
  const button = (
    <AriaButton
      className={`button ${look}`}
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {icon}
      <span>{children}</span>
    </AriaButton>
  );
  return shortcut === undefined ? button : <WithTip shortcut={shortcut}>{button}</WithTip>;
}

interface IconButtonProps extends Common {
  /** The name for screen readers and the tooltip. */
  readonly label: string;
  /** The tooltip where the name would be too long. */
  readonly tip?: string;
  readonly look?: 'quiet' | 'primary';
  readonly children: ReactNode;
}

export function IconButton({ label, tip, look = 'quiet', shortcut, children, ...more }: IconButtonProps) {
  const rest = pressable(more);
  return (
    <WithTip text={tip ?? label} {...(shortcut === undefined ? {} : { shortcut })}>
      <AriaButton className={`icon-button ${look}`} aria-label={label} {...rest}>
        {children}
      </AriaButton>
    </WithTip>
  );
}

interface WithTipProps {
  readonly text?: string;
  readonly shortcut?: ShortcutId;
  readonly children: ReactNode;
}

/** A tooltip for any one button. */
export function WithTip({ text, shortcut, children }: WithTipProps) {
  const hint = shortcut === undefined ? undefined : shortcutHint(shortcut);
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {children}
      <Tooltip className="tooltip" offset={6}>
        {text}
        {hint !== undefined && <kbd>{hint}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
