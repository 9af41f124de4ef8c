// Window. The list of accounts: one tab stop, arrows within, only the visible rows in the document.
import { Check, Copy, LoaderCircle, Pin } from 'lucide-react';
import { type FocusEvent, useEffect, useMemo, useRef } from 'react';
import { Collection } from 'react-aria-components/Collection';
import {
  GridList,
  GridListHeader,
  GridListItem,
  GridListSection,
  type Selection,
} from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { AccountView } from '../../preload/contract.ts';
import { IconButton } from '../components/buttons.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { Whose } from '../components/whose.tsx';
import { paneIds, rowIdOf } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { isUnderway } from '../state/errands.ts';
import { type Group, groupsOf } from '../state/order.ts';
import { copyFormats } from '../text/common.ts';
import { copiedNameOf, copyNameOf, listWords } from '../text/list.ts';
import { rowName } from '../text/status.ts';

/** Heights and spacing in px, on the 8 px grid; styles/list.css knows the same heights. */
const layout = { rowSize: 64, headingSize: 32, gap: 0, padding: 8 } as const;

/** The same functions each time: with others the list would look at each of its accounts whenever it is rendered. */
const renderRow = (account: AccountView) => <AccountRow account={account} />;
const renderRowOfGroup = (account: AccountView) => <AccountRow account={account} isGrouped />;
const renderGroup = (group: Group) => <AccountGroup group={group} />;

interface AccountListProps {
  readonly accounts: readonly AccountView[];
}

export function AccountList({ accounts }: AccountListProps) {
  const { go } = useTokendeck();
  const selectedId = useAppState((state) => state.selectedId);
  const shown = useAppState((state) => state.panel.kind === 'account');
  const isGrouped = useAppState((state) => state.app.settings.groupByProvider);
  const groups = useMemo(() => (isGrouped ? groupsOf(accounts) : undefined), [isGrouped, accounts]);
  const hold = useOrderHold();
  useSelectionInSight(accounts, groups);
  const list = {
    className: 'list',
    id: paneIds.list,
    'aria-label': listWords.list,
    selectionMode: 'single',
    selectionBehavior: 'replace',
    // Also while another panel is open: a list without a selection would make one of whatever the focus reaches.
    selectedKeys: selectedId === undefined ? [] : [selectedId],
    // A click on the selected one shows it in place of the other panel.
    allowDuplicateSelectionEvents: true,
    onSelectionChange: (keys: Selection) => {
      if (keys === 'all') return;
      const [first] = keys;
      if (first !== undefined) go.select(String(first));
    },
    onAction: () => go.openAccount(),
  } as const;
  return (
    <div className="list-place" data-elsewhere={!shown || undefined} {...hold}>
      {/* An empty list would be a stop of the keyboard with nothing in it. */}
      {accounts.length > 0 && (
        <Virtualizer layout={ListLayout} layoutOptions={layout} key={isGrouped ? 'grouped' : 'plain'}>
          {groups === undefined ? (
            <GridList {...list} items={accounts}>
              {renderRow}
            </GridList>
          ) : (
            <GridList {...list} items={groups}>
              {renderGroup}
            </GridList>
          )}
        </Virtualizer>
      )}
    </div>
  );
}

function AccountGroup({ group }: { readonly group: Group }) {
  return (
    <GridListSection id={group.id}>
      <GridListHeader className="group-head">
        <bdi>{group.name}</bdi>
        <span className="group-count">{group.accounts.length}</span>
      </GridListHeader>
      <Collection items={group.accounts}>{renderRowOfGroup}</Collection>
    </GridListSection>
  );
}

interface AccountRowProps {
  readonly account: AccountView;
  /** The provider's name is above it. */
  readonly isGrouped?: boolean;
}

function AccountRow({ account, isGrouped = false }: AccountRowProps) {
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
          <span className="row-name">
            <bdi className="row-label">{account.label}</bdi>
            {account.preferences.pinned && <Pin className="row-pin" aria-hidden="true" size={12} />}
          </span>
          <span className="row-sub">
            {!isGrouped && <Whose account={account} />}
            {isGrouped && account.identity !== account.label && <bdi>{account.identity}</bdi>}
          </span>
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
  const copying = useAppState((state) => isUnderway(state, account.id, 'copy'));
  return (
    <IconButton
      label={copied ? copiedNameOf(account) : copyNameOf(account)}
      tip={copyFormats[account.preferences.copyFormat].copy}
      shortcut="copy_token"
      onPress={() => void accounts.copy(account.id)}
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

/** An account that was selected from elsewhere, by the palette or a notification, is scrolled into sight. */
function useSelectionInSight(accounts: readonly AccountView[], groups: readonly Group[] | undefined): void {
  const selectedId = useAppState((state) => state.selectedId);
  const shown = useRef({ accounts, groups });
  shown.current = { accounts, groups };
  useEffect(() => {
    const list = document.getElementById(paneIds.list);
    const top = selectedId === undefined ? undefined : topOf(selectedId, shown.current);
    if (list === null || top === undefined) return;
    const isInSight = top + layout.rowSize > list.scrollTop && top < list.scrollTop + list.clientHeight;
    if (!isInSight) list.scrollTop = top - (list.clientHeight - layout.rowSize) / 2;
  }, [selectedId]);
}

/** How far down the list a row is, in px. */
function topOf(
  id: string,
  {
    accounts,
    groups,
  }: { readonly accounts: readonly AccountView[]; readonly groups: readonly Group[] | undefined },
): number | undefined {
  let top = layout.padding;
  for (const group of groups ?? [{ accounts }]) {
    if (groups !== undefined) top += layout.headingSize;
    const place = group.accounts.findIndex((account) => account.id === id);
    if (place >= 0) return top + place * layout.rowSize;
    top += group.accounts.length * layout.rowSize;
  }
  return undefined;
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
