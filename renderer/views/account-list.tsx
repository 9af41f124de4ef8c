// Window. The list of accounts: one tab stop, arrows within, only the visible rows in the document.
import { Check, Copy, LoaderCircle } from 'lucide-react';
import { type FocusEvent, useEffect, useRef } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { AccountView } from '../../preload/contract.ts';
import { IconButton } from '../components/buttons.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { paneIds, rowIdOf } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { detailWords } from '../text/detail.ts';
import { listWords } from '../text/list.ts';
import { rowName, rowSubtitle } from '../text/status.ts';

/** Row height and spacing in px, on the 8 px grid; styles/list.css knows the same height. */
const layout = { rowSize: 64, gap: 0, padding: 8 } as const;

interface AccountListProps {
  readonly accounts: readonly AccountView[];
}

export function AccountList({ accounts }: AccountListProps) {
  const { go } = useTokendeck();
  const selectedId = useAppState((state) => state.selectedId);
  const shown = useAppState((state) => state.panel.kind === 'account');
  const hold = useOrderHold();
  return (
    <div className="list-place" {...hold}>
      {/* An empty list would be a stop of the keyboard with nothing in it. */}
      {accounts.length > 0 && (
        <Virtualizer layout={ListLayout} layoutOptions={layout}>
          <GridList
            className="list"
            id={paneIds.list}
            aria-label={listWords.list}
            items={accounts}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={selectedId === undefined || !shown ? [] : [selectedId]}
            onSelectionChange={(keys) => {
              if (keys === 'all') return;
              const [first] = keys;
              if (first !== undefined) go.select(String(first));
            }}
            onAction={() => go.openAccount()}
          >
            {(account) => <AccountRow account={account} />}
          </GridList>
        </Virtualizer>
      )}
    </div>
  );
}

function AccountRow({ account }: { readonly account: AccountView }) {
  const { go } = useTokendeck();
  return (
    <GridListItem
      className="row"
      id={account.id}
      textValue={account.label}
      aria-label={rowName(account)}
      onPress={() => {
        go.select(account.id);
        go.openAccount();
      }}
    >
      <ProviderMark providerId={account.providerId} name={account.providerName} />
      <span className="row-main">
        <span className="row-text">
          <bdi className="row-label">{account.label}</bdi>
          <bdi className="row-sub">{rowSubtitle(account)}</bdi>
        </span>
        <span className="row-state">
          <StatusBadge status={account.status} />
          {account.expiresAt !== undefined && <TimeLeft until={account.expiresAt} />}
        </span>
      </span>
      <CopyToken account={account} />
    </GridListItem>
  );
}

function CopyToken({ account }: { readonly account: AccountView }) {
  const { accounts } = useTokendeck();
  const copied = useAppState((state) => state.copiedId === account.id);
  const copying = useAppState((state) => state.errands.get(account.id) === 'copy');
  return (
    <IconButton
      label={copied ? listWords.copiedTokenOf(account.label) : listWords.copyTokenOf(account.label)}
      tip={detailWords.copy}
      shortcut="copy_token"
      onPress={() => void accounts.copy(account.id, 'token')}
    >
      {copying ? (
        <LoaderCircle className="spin" aria-hidden="true" size={16} />
      ) : copied ? (
        <Check className="good-text" aria-hidden="true" size={16} />
      ) : (
        <Copy aria-hidden="true" size={16} />
      )}
    </IconButton>
  );
}

/** Rows stay where they are while the pointer or the keyboard's focus is in the list. */
function useOrderHold() {
  const { go, store } = useTokendeck();
  const within = useRef({ pointer: false, focus: false });

  function note(change: Partial<{ pointer: boolean; focus: boolean }>): void {
    within.current = { ...within.current, ...change };
    go.holdOrder(within.current.pointer || within.current.focus);
  }

  useEffect(() => () => go.holdOrder(false), [go]);

  return {
    onPointerEnter: () => note({ pointer: true }),
    onPointerLeave: () => note({ pointer: false }),
    onFocus: (event: FocusEvent) => {
      note({ focus: true });
      // Type-ahead moves the focus without selecting.
      const id = rowIdOf(event.target);
      const { panel, selectedId } = store.get();
      if (id !== undefined && id !== selectedId && panel.kind === 'account') go.select(id);
    },
    onBlur: () => note({ focus: false }),
  };
}
