// Window. The first step of adding an account: a client used before, or a provider.
import { ChevronRight, LogIn, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import type { ErrorView, RememberedClientView } from '../../preload/contract.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { Section } from '../components/section.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { folded } from '../state/order.ts';
import { chooseWords } from '../text/add.ts';

interface ChooseProviderProps {
  readonly error: ErrorView | undefined;
  readonly onBack: () => void;
}

export function ChooseProvider({ error, onBack }: ChooseProviderProps) {
  const clients = useAppState((state) => state.app.rememberedClients);
  return (
    <div className="panel-body">
      <PaneTitle onBack={onBack} takesFocus={false}>
        {chooseWords.title}
      </PaneTitle>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      {clients.length > 0 && (
        <Section title={chooseWords.remembered}>
          <p className="hint">{chooseWords.rememberedHint}</p>
          <ul className="choices">
            {clients.map((client) => (
              <li key={client.key}>
                <RememberedClient client={client} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Providers />
    </div>
  );
}

function RememberedClient({ client }: { readonly client: RememberedClientView }) {
  const { signIns } = useTokendeck();
  const [starting, setStarting] = useState(false);
  return (
    <AriaButton
      className="choice"
      onPress={() => {
        if (starting) return;
        setStarting(true);
        void signIns.withClient(client).finally(() => setStarting(false));
      }}
    >
      <ProviderMark providerId={client.providerId} name={client.providerName} />
      <span className="choice-text">
        <bdi className="choice-name">{client.providerName}</bdi>
        <bdi className="choice-hint mono">{client.clientId}</bdi>
      </span>
      <LogIn className="choice-end" aria-hidden="true" size={16} />
    </AriaButton>
  );
}

function Providers() {
  const { go } = useTokendeck();
  const providers = useAppState((state) => state.app.providers);
  const [search, setSearch] = useState('');
  const shown = useMemo(() => {
    const wanted = folded(search.trim());
    return providers.filter(({ name, summary }) => folded(`${name} ${summary}`).includes(wanted));
  }, [providers, search]);
  return (
    <Section title={chooseWords.providers}>
      <SearchField
        className="search"
        aria-label={chooseWords.search}
        value={search}
        onChange={setSearch}
        autoFocus
      >
        <Search aria-hidden="true" size={16} />
        <Input className="search-input" placeholder={chooseWords.search} spellCheck="false" />
      </SearchField>
      <ListBox
        className="choices"
        aria-label={chooseWords.providers}
        items={shown}
        selectionMode="none"
        onAction={(id) => {
          const provider = providers.find((one) => one.id === id);
          if (provider !== undefined) go.enterClient(provider);
        }}
        renderEmptyState={() => <p className="hint">{chooseWords.noMatch}</p>}
      >
        {(provider) => (
          <ListBoxItem className="choice" id={provider.id} textValue={provider.name}>
            <ProviderMark providerId={provider.id} name={provider.name} />
            <span className="choice-text">
              <span className="choice-name">{provider.name}</span>
              <span className="choice-hint">{provider.summary}</span>
            </span>
            <ChevronRight className="choice-end" aria-hidden="true" size={16} />
          </ListBoxItem>
        )}
      </ListBox>
    </Section>
  );
}
