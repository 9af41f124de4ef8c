// Window. What can be done with the selected account: copy first, then the rest.
import { Check, ChevronDown, Copy, Ellipsis, LoaderCircle, LogIn, RefreshCw } from 'lucide-react';
import { useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';
import type { AccountView, CopyFormat } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { copyFormats } from '../text/common.ts';
import { detailWords } from '../text/detail.ts';

interface ForAccount {
  readonly account: AccountView;
}

const otherFormats: readonly CopyFormat[] = ['header', 'curl', 'env'];

export function AccountActionsBar({ account }: ForAccount) {
  return (
    <div className="actions">
      <CopyButtons account={account} />
      <Refresh account={account} />
      <SignInAgain account={account} />
      <More account={account} />
      <KeepFresh account={account} />
    </div>
  );
}

/** Where only signing in helps, that is the first thing to do, and copying steps back. */
function onlySignInHelps({ status }: AccountView): boolean {
  return status.kind === 'sign_in_again' || (status.kind === 'expired' && !status.refreshable);
}

function CopyButtons({ account }: ForAccount) {
  const look = onlySignInHelps(account) ? 'plain' : 'primary';
  const { accounts } = useTokendeck();
  const copying = useAppState((state) => state.errands.get(account.id) === 'copy');
  const copied = useAppState((state) => state.copiedId === account.id);
  const both = useRef<HTMLDivElement>(null);
  return (
    <div className="split" ref={both}>
      <Button
        look={look}
        shortcut="copy_token"
        isPending={copying}
        label={`${detailWords.copy} of ${account.label}`}
        icon={
          copying ? (
            <LoaderCircle className="spin" aria-hidden="true" size={16} />
          ) : copied ? (
            <Check aria-hidden="true" size={16} />
          ) : (
            <Copy aria-hidden="true" size={16} />
          )
        }
        onPress={() => void accounts.copy(account.id, 'token')}
      >
        {detailWords.copy}
      </Button>
      <MenuTrigger>
        <AriaButton
          className={`button ${look} split-more`}
          aria-label={`${detailWords.copyAs} ${account.label}`}
        >
          <ChevronDown aria-hidden="true" size={16} />
        </AriaButton>
        <Popover className="popover" placement="bottom start" triggerRef={both}>
          <Menu
            className="menu"
            aria-label={detailWords.copyAs}
            onAction={(format) => {
              const known = otherFormats.find((one) => one === format);
              if (known !== undefined) void accounts.copy(account.id, known);
            }}
          >
            {otherFormats.map((format) => (
              <MenuItem className="menu-item" id={format} key={format} textValue={copyFormats[format].label}>
                <span>{copyFormats[format].label}</span>
                <span className="menu-hint">{copyFormats[format].example}</span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}

function Refresh({ account }: ForAccount) {
  const { accounts } = useTokendeck();
  const asked = useAppState((state) => state.errands.get(account.id) === 'refresh');
  const refreshing = asked || account.status.kind === 'refreshing';
  if (!account.hasRefreshToken || account.status.kind === 'sign_in_again') return null;
  return (
    <Button
      shortcut="refresh"
      isPending={refreshing}
      icon={<RefreshCw className={refreshing ? 'spin' : ''} aria-hidden="true" size={16} />}
      onPress={() => void accounts.refresh(account.id)}
    >
      {refreshing ? detailWords.refreshing : detailWords.refresh}
    </Button>
  );
}

/** Where signing in is what the account needs, the button is beside the reason instead. */
function SignInAgain({ account }: ForAccount) {
  const { signIns } = useTokendeck();
  const busy = useAppState((state) => state.errands.get(account.id) === 'sign_in');
  if (onlySignInHelps(account)) return null;
  return (
    <Button
      isPending={busy}
      icon={<LogIn aria-hidden="true" size={16} />}
      onPress={() => void signIns.again(account.id)}
    >
      {detailWords.signInAgain}
    </Button>
  );
}

function More({ account }: ForAccount) {
  const { go } = useTokendeck();
  return (
    <MenuTrigger>
      <AriaButton className="icon-button bordered" aria-label={`${detailWords.more} ${account.label}`}>
        <Ellipsis aria-hidden="true" size={16} />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={detailWords.more}
          onAction={(action) => {
            if (action === 'rename') go.openDialog({ kind: 'rename', account });
            if (action === 'remove') go.openDialog({ kind: 'remove', account });
          }}
        >
          <MenuItem className="menu-item" id="rename">
            {detailWords.rename}
          </MenuItem>
          <MenuItem className="menu-item danger" id="remove">
            {detailWords.remove}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function KeepFresh({ account }: ForAccount) {
  const { accounts } = useTokendeck();
  const hint = account.hasRefreshToken ? detailWords.keepFreshHint : detailWords.keepFreshImpossible;
  return (
    <SwitchField
      className="switch-field"
      isSelected={account.autoRefresh && account.hasRefreshToken}
      isDisabled={!account.hasRefreshToken}
      onChange={(on) => void accounts.setAutoRefresh(account.id, on)}
    >
      <SwitchButton className="switch">
        <span className="switch-track" aria-hidden="true">
          <span className="switch-thumb" />
        </span>
        {detailWords.keepFresh}
      </SwitchButton>
      <Text slot="description" className="hint">
        {hint}
      </Text>
    </SwitchField>
  );
}
