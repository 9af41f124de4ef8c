// Window. Copying the token: in the form chosen for the account, in any other, and choosing another form for it.
import { Check, ChevronDown, Copy, LoaderCircle } from 'lucide-react';
import { useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { AccountView, CopyFormat } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { MenuChoices } from '../components/menu-choices.tsx';
import { MenuKeys } from '../components/menu-keys.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { isUnderway } from '../state/errands.ts';
import { onlySignInHelps } from '../state/order.ts';
import { common, copyFormats, formatOrder } from '../text/common.ts';
import { copyMenuName, copyWords } from '../text/detail.ts';

export function AccountCopy({ account }: { readonly account: AccountView }) {
  const look = onlySignInHelps(account) ? 'plain' : 'primary';
  const { accounts } = useTokendeck();
  const copying = useAppState((state) => isUnderway(state, account.id, 'copy'));
  const copied = useAppState((state) => state.copiedId === account.id);
  const both = useRef<HTMLDivElement>(null);
  const { copy } = copyFormats[account.preferences.copyFormat];
  return (
    <div className="split" ref={both}>
      <Button
        look={look}
        shortcut="copy_token"
        isPending={copying}
        label={common.ofAccount(copy, account.label)}
        icon={
          copying ? (
            <LoaderCircle className="spin" aria-hidden="true" size={16} />
          ) : copied ? (
            <Check aria-hidden="true" size={16} />
          ) : (
            <Copy aria-hidden="true" size={16} />
          )
        }
        onPress={() => void accounts.copy(account.id)}
      >
        {copy}
      </Button>
      <MenuTrigger>
        <AriaButton className={`button ${look} split-more`} aria-label={copyMenuName(account)}>
          <ChevronDown aria-hidden="true" size={16} />
        </AriaButton>
        <Popover className="popover" placement="bottom start" triggerRef={both}>
          <Menu
            className="menu"
            aria-label={copyWords.as}
            onAction={(key) => {
              const format = formatOrder.find((one) => one === key);
              if (format !== undefined) void accounts.copy(account.id, format);
            }}
          >
            <MenuSection className="menu-section" aria-label={copyWords.as}>
              {formatOrder.map((format) => (
                <FormatItem
                  format={format}
                  isUsual={format === account.preferences.copyFormat}
                  key={format}
                />
              ))}
            </MenuSection>
            <MenuSection className="menu-section" aria-label={copyWords.usual}>
              <UsualFormat account={account} />
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

interface FormatItemProps {
  readonly format: CopyFormat;
  readonly isUsual: boolean;
}

function FormatItem({ format, isUsual }: FormatItemProps) {
  const { label, example } = copyFormats[format];
  const shortcut = isUsual ? 'copy_token' : format === 'header' ? 'copy_header' : undefined;
  return (
    <MenuItem className="menu-item with-keys" id={format} textValue={label}>
      <span className="menu-text">
        <span>
          {label}
          {isUsual && <span className="menu-mark">{copyWords.isUsual}</span>}
        </span>
        <span className="menu-hint">{example}</span>
      </span>
      {shortcut !== undefined && <MenuKeys shortcut={shortcut} />}
    </MenuItem>
  );
}

function UsualFormat({ account }: { readonly account: AccountView }) {
  const { accounts } = useTokendeck();
  return (
    <SubmenuTrigger>
      <MenuItem className="menu-item with-keys" id="usual" textValue={copyWords.usual}>
        {copyWords.usual}
        <span className="menu-arrow" aria-hidden="true" />
      </MenuItem>
      <Popover className="popover" offset={-2} crossOffset={-4}>
        <MenuChoices
          label={copyWords.usual}
          choices={formatOrder.map((value) => ({ value, label: copyFormats[value].label }))}
          value={account.preferences.copyFormat}
          onChange={(copyFormat) => void accounts.prefer(account.id, { copyFormat })}
        />
      </Popover>
    </SubmenuTrigger>
  );
}
