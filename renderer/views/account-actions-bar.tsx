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
import { detailFor, maySignInAgain } from '../state/app-state.ts';
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
  if (account.renewal === 'none' || account.status.kind === 'sign_in_again') return null;
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
  const possible = useAppState((state) => maySignInAgain(state, account.id));
  if (onlySignInHelps(account) || !possible) return null;
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

type Action = 'rename' | 'replace_secret' | 'dashboard' | 'revoke' | 'remove';

/** What is possible with the account; what its detail says is there a moment later. */
function useActions(account: AccountView): readonly Action[] {
  const detail = useAppState((state) => detailFor(state, account.id));
  return [
    'rename',
    ...(detail?.secretOfClient === undefined ? [] : (['replace_secret'] as const)),
    ...(detail?.can.openDashboard === true ? (['dashboard'] as const) : []),
    ...(detail?.can.revoke === true ? (['revoke'] as const) : []),
    'remove',
  ];
}

const actionWords: Readonly<Record<Action, string>> = {
  rename: detailWords.rename,
  replace_secret: detailWords.replaceSecret,
  dashboard: detailWords.dashboard,
  revoke: detailWords.revoke,
  remove: detailWords.remove,
};

function More({ account }: ForAccount) {
  const { go, store, tokens } = useTokendeck();
  const actions = useActions(account);

  function perform(action: Action): void {
    switch (action) {
      case 'rename':
      case 'remove':
      case 'revoke':
        go.openDialog({ kind: action, account });
        break;
      case 'replace_secret': {
        const clientKey = detailFor(store.get(), account.id)?.secretOfClient;
        if (clientKey !== undefined) go.openDialog({ kind: action, account, clientKey });
        break;
      }
      case 'dashboard':
        void tokens.openDashboard(account.id);
        break;
    }
  }

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
            const known = actions.find((one) => one === action);
            if (known !== undefined) perform(known);
          }}
        >
          {actions.map((action) => (
            <MenuItem
              className={action === 'revoke' || action === 'remove' ? 'menu-item danger' : 'menu-item'}
              id={action}
              key={action}
            >
              {actionWords[action]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function KeepFresh({ account }: ForAccount) {
  const { accounts } = useTokendeck();
  const isPossible = account.renewal !== 'none';
  const hint = isPossible ? detailWords.keepFreshHint : detailWords.keepFreshImpossible;
  return (
    <SwitchField
      className="switch-field"
      isSelected={account.autoRefresh && isPossible}
      isDisabled={!isPossible}
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
