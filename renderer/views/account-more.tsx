// Window. What is done with an account now and then: sign in again, pin, warn, rename, revoke, remove.
import { Ellipsis } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { AccountView } from '../../preload/contract.ts';
import { MenuChoices } from '../components/menu-choices.tsx';
import { MenuKeys } from '../components/menu-keys.tsx';
import { paneIds } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { detailFor, maySignInAgain } from '../state/app-state.ts';
import { maySignInHelp, onlySignInHelps } from '../state/order.ts';
import { detailWords } from '../text/detail.ts';
import type { ShortcutId } from '../text/shortcuts.ts';
import { warnName, warnSpans, warnWords } from '../text/warning.ts';

type Action = 'sign_in' | 'pin' | 'warn' | 'rename' | 'replace_secret' | 'dashboard' | 'revoke' | 'remove';

/** What is possible with the account; what its detail says is there a moment later. */
function useActions(account: AccountView): readonly Action[] {
  const detail = useAppState((state) => detailFor(state, account.id));
  const maySignIn = useAppState((state) => maySignInAgain(state, account.id));
  // The others are renewed before they run out, and nobody needs to be warned.
  const runsOut = account.renewal === 'none' || !account.autoRefresh;
  const one = <T extends Action>(action: T, isPossible: boolean | undefined) =>
    isPossible === true ? [action] : [];
  return [
    ...one('sign_in', maySignIn && !onlySignInHelps(account) && !maySignInHelp(account)),
    'pin',
    ...one('warn', runsOut),
    'rename',
    ...one('replace_secret', detail?.secretOfClient !== undefined),
    ...one('dashboard', detail?.can.openDashboard),
    ...one('revoke', detail?.can.revoke),
    'remove',
  ];
}

const shortcuts: Partial<Record<Action, ShortcutId>> = { pin: 'pin', rename: 'rename', remove: 'remove' };

function wordsFor(action: Exclude<Action, 'warn'>, { preferences }: AccountView): string {
  if (action === 'sign_in') return detailWords.signInAgain;
  if (action !== 'pin') return detailWords.actions[action];
  return preferences.pinned ? detailWords.unpin : detailWords.pin;
}

export function AccountMore({ account }: { readonly account: AccountView }) {
  const { accounts, go, signIns, store, tokens } = useTokendeck();
  const actions = useActions(account);

  function perform(action: Action): void {
    switch (action) {
      case 'sign_in':
        void signIns.again(account.id);
        break;
      case 'pin':
        void accounts.prefer(account.id, { pinned: !account.preferences.pinned });
        break;
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
      case 'warn':
        break;
    }
  }

  return (
    <MenuTrigger>
      <AriaButton
        id={paneIds.more}
        className="icon-button bordered"
        aria-label={`${detailWords.more} ${account.label}`}
      >
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
          {actions.map((action) =>
            action === 'warn' ? (
              <Warn account={account} key={action} />
            ) : (
              <MenuItem
                className={`menu-item with-keys ${action === 'revoke' || action === 'remove' ? 'danger' : ''}`}
                id={action}
                key={action}
                textValue={wordsFor(action, account)}
              >
                {wordsFor(action, account)}
                <KeysOf action={action} />
              </MenuItem>
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function KeysOf({ action }: { readonly action: Action }) {
  const shortcut = shortcuts[action];
  return shortcut === undefined ? null : <MenuKeys shortcut={shortcut} />;
}

/** How long before this account's token runs out the person is told. */
function Warn({ account }: { readonly account: AccountView }) {
  const { accounts } = useTokendeck();
  const usual = useAppState((state) => state.app.settings.notifyBeforeMs);
  const { warnBeforeMs } = account.preferences;
  // One that was set elsewhere is offered as well.
  const spans = warnSpans.includes(warnBeforeMs) ? warnSpans : [...warnSpans, warnBeforeMs];
  return (
    <SubmenuTrigger>
      <MenuItem className="menu-item with-keys" id="warn" textValue={warnWords.title}>
        {warnWords.title}
        <span className="menu-arrow" aria-hidden="true" />
      </MenuItem>
      <Popover className="popover" offset={-2} crossOffset={-4}>
        <MenuChoices
          label={warnWords.title}
          choices={spans.map((span) => ({ value: String(span), label: warnName(span, usual) }))}
          value={String(warnBeforeMs)}
          onChange={(chosen) => {
            const span = spans.find((one) => String(one) === chosen);
            if (span !== undefined) void accounts.prefer(account.id, { warnBeforeMs: span });
          }}
        />
      </Popover>
    </SubmenuTrigger>
  );
}
