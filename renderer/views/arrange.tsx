// Window. The menu beside the search: how the list is arranged, and what can be done with all accounts.
import { Check, SlidersHorizontal } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger, type Selection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { WithTip } from '../components/buttons.tsx';
import { MenuKeys } from '../components/menu-keys.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { listWords } from '../text/list.ts';

const sortOrders = ['recent', 'name'] as const;

export function Arrange() {
  const { works } = useTokendeck();
  return (
    <MenuTrigger>
      <WithTip text={listWords.arrange}>
        <AriaButton className="icon-button bordered" aria-label={listWords.arrange}>
          <SlidersHorizontal aria-hidden="true" size={16} />
        </AriaButton>
      </WithTip>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={listWords.arrange}
          onAction={(action) => {
            if (action === 'refresh_all') void works.refreshAll();
          }}
        >
          <Grouping />
          <Sorting />
          <MenuSection className="menu-section" aria-label={listWords.allAccounts}>
            <MenuItem className="menu-item with-keys" id="refresh_all" textValue={listWords.refreshAll}>
              {listWords.refreshAll}
              <MenuKeys shortcut="refresh_all" />
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Grouping() {
  const { settings } = useTokendeck();
  const isGrouped = useAppState((state) => state.app.settings.groupByProvider);
  return (
    <MenuSection
      className="menu-section"
      aria-label={listWords.groupByProvider}
      selectionMode="multiple"
      selectedKeys={isGrouped ? ['group'] : []}
      onSelectionChange={(keys) => {
        const groupByProvider = keys === 'all' || keys.has('group');
        settings.changeInPassing(
          { groupByProvider },
          groupByProvider ? listWords.grouped : listWords.notGrouped,
        );
      }}
    >
      <MenuItem className="menu-item choice-item" id="group">
        <Check className="choice-mark" aria-hidden="true" size={14} />
        {listWords.groupByProvider}
      </MenuItem>
    </MenuSection>
  );
}

function Sorting() {
  const { settings } = useTokendeck();
  const sortBy = useAppState((state) => state.app.settings.sortBy);

  function sort(keys: Selection): void {
    const chosen = sortOrders.find((one) => keys !== 'all' && keys.has(one));
    if (chosen !== undefined) settings.changeInPassing({ sortBy: chosen }, listWords.sorted[chosen]);
  }

  return (
    <MenuSection
      className="menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[sortBy]}
      onSelectionChange={sort}
    >
      <Header className="menu-head">{listWords.sortBy}</Header>
      {sortOrders.map((order) => (
        <MenuItem className="menu-item choice-item" id={order} key={order}>
          <Check className="choice-mark" aria-hidden="true" size={14} />
          {listWords.sortOrders[order]}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
