// Window. The person's own providers, each with what can be done with its definition.
import { ChevronRight, Ellipsis } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { ProviderView } from '../../preload/contract.ts';
import { ProviderMark } from '../components/provider-mark.tsx';
import { Section } from '../components/section.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { chooseWords } from '../text/add.ts';

export function OwnProviders({ providers }: { readonly providers: readonly ProviderView[] }) {
  return (
    <Section title={chooseWords.own}>
      <ul className="choices own-providers">
        {providers.map((provider) => (
          <li className="own-provider" key={provider.id}>
            <OwnProvider provider={provider} />
            <Actions provider={provider} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OwnProvider({ provider }: { readonly provider: ProviderView }) {
  const { go } = useTokendeck();
  return (
    <AriaButton className="choice" onPress={() => go.enterClient(provider)}>
      <ProviderMark providerId={provider.id} name={provider.name} />
      <span className="choice-text">
        <bdi className="choice-name">{provider.name}</bdi>
        <bdi className="choice-hint">{provider.summary === '' ? provider.id : provider.summary}</bdi>
      </span>
      <ChevronRight className="choice-end" aria-hidden="true" size={16} />
    </AriaButton>
  );
}

function Actions({ provider }: { readonly provider: ProviderView }) {
  const { go, providers } = useTokendeck();
  return (
    <MenuTrigger>
      <AriaButton className="icon-button bordered" aria-label={chooseWords.ownMenu(provider.name)}>
        <Ellipsis aria-hidden="true" size={16} />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={chooseWords.ownMenu(provider.name)}
          onAction={(action) => {
            if (action === 'edit') void providers.edit(provider);
            if (action === 'export') void providers.exportDefinition(provider);
            if (action === 'remove') go.openDialog({ kind: 'remove_provider', provider });
          }}
        >
          <MenuItem className="menu-item" id="edit">
            {chooseWords.edit}
          </MenuItem>
          <MenuItem className="menu-item" id="export">
            {chooseWords.exportIt}
          </MenuItem>
          <MenuItem className="menu-item danger" id="remove">
            {chooseWords.remove}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
