// Window. The first step of adding an account: a client used before, a provider, or another way.
import { ChevronRight, Import, LogIn, Search, SquarePen } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import type { ErrorView, ProviderView, RememberedClientView } from '../../preload/contract.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { Section } from '../components/section.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { clientsFor, providersFor } from '../state/provider-search.ts';
import { chooseWords } from '../text/add.ts';
import { flowWords } from '../text/form.ts';
import { OwnProviders } from './own-providers.tsx';

const listId = 'provider-list';

interface ChooseProviderProps {
  readonly error: ErrorView | undefined;
  readonly onBack: () => void;
}

export function ChooseProvider({ error, onBack }: ChooseProviderProps) {
  const providers = useAppState((state) => state.app.providers);
  const remembered = useAppState((state) => state.app.rememberedClients);
  const [search, setSearch] = useState('');
  const found = useMemo(() => providersFor(search, providers), [search, providers]);
  const clients = useMemo(() => clientsFor(search, remembered), [search, remembered]);
  const own = found.filter(({ isOwn }) => isOwn);
  const presets = found.filter(({ isOwn }) => !isOwn);
  return (
    <div className="panel-body">
      <PaneTitle onBack={onBack} takesFocus={false}>
        {chooseWords.title}
      </PaneTitle>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      <ProviderSearch
        search={search}
        setSearch={setSearch}
        first={search.trim() === '' ? undefined : found[0]}
      />
      <p className="sr-only" role="status">
        {search.trim() === '' ? '' : chooseWords.found(found.length)}
      </p>
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
      {own.length > 0 && <OwnProviders providers={own} />}
      <Presets providers={presets} isNothing={found.length === 0} />
      <OtherWays />
    </div>
  );
}

interface ProviderSearchProps {
  readonly search: string;
  readonly setSearch: (search: string) => void;
  /** What Enter chooses. */
  readonly first: ProviderView | undefined;
}

function ProviderSearch({ search, setSearch, first }: ProviderSearchProps) {
  const { go } = useTokendeck();

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && first !== undefined) go.enterClient(first);
    else if (event.key === 'ArrowDown') {
      const place = document.querySelector<HTMLElement>(`.own-providers button, #${listId} [role="option"]`);
      place?.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <SearchField
      className="search"
      aria-label={chooseWords.search}
      value={search}
      onChange={setSearch}
      autoFocus
    >
      <Search aria-hidden="true" size={16} />
      <Input
        className="search-input"
        placeholder={chooseWords.search}
        spellCheck="false"
        onKeyDown={onKeyDown}
      />
    </SearchField>
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
        <span className="choice-hint">{flowWords[client.flow].name}</span>
      </span>
      <LogIn className="choice-end" aria-hidden="true" size={16} />
    </AriaButton>
  );
}

interface PresetsProps {
  readonly providers: readonly ProviderView[];
  readonly isNothing: boolean;
}

function Presets({ providers, isNothing }: PresetsProps) {
  const { go } = useTokendeck();
  if (providers.length === 0 && !isNothing) return null;
  return (
    <Section title={chooseWords.providers}>
      {isNothing ? (
        <p className="hint">{chooseWords.noMatch}</p>
      ) : (
        <ListBox
          className="choices"
          id={listId}
          aria-label={chooseWords.providers}
          items={providers}
          selectionMode="none"
          onAction={(id) => {
            const provider = providers.find((one) => one.id === id);
            if (provider !== undefined) go.enterClient(provider);
          }}
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
      )}
    </Section>
  );
}

function OtherWays() {
  const { go } = useTokendeck();
  return (
    <Section title={chooseWords.otherWays}>
      <ul className="choices">
        <li>
          <OtherWay
            icon={<Import aria-hidden="true" size={18} />}
            name={chooseWords.importToken}
            hint={chooseWords.importHint}
            onPress={() => go.importToken()}
          />
        </li>
        <li>
          <OtherWay
            icon={<SquarePen aria-hidden="true" size={18} />}
            name={chooseWords.define}
            hint={chooseWords.defineHint}
            onPress={go.defineProvider}
          />
        </li>
      </ul>
    </Section>
  );
}

interface OtherWayProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly hint: string;
  readonly onPress: () => void;
}

function OtherWay({ icon, name, hint, onPress }: OtherWayProps) {
  return (
    <AriaButton className="choice" onPress={onPress}>
      <span className="mark small plain">{icon}</span>
      <span className="choice-text">
        <span className="choice-name">{name}</span>
        <span className="choice-hint">{hint}</span>
      </span>
      <ChevronRight className="choice-end" aria-hidden="true" size={16} />
    </AriaButton>
  );
}
