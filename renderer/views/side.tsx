// Window. The left pane: search, the accounts, sign-ins under way, and a line on the whole.
import { CircleHelp, LoaderCircle, Plus, Search, Settings, TriangleAlert, X } from 'lucide-react';
import { useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import type { SignInView } from '../../preload/contract.ts';
import { IconButton } from '../components/buttons.tsx';
import { Moment, TimeLeft } from '../components/time-left.tsx';
import { focusList, paneIds } from '../hooks/panes.ts';
import { useSettings } from '../hooks/setting.ts';
import { useAppState, useNow, useTokendeck } from '../hooks/tokendeck.ts';
import type { Flow } from '../state/app-state.ts';
import { listed, needsAttention } from '../state/order.ts';
import { found, listWords, secretsKeptIn, summary } from '../text/list.ts';
import { settingsWords } from '../text/settings.ts';
import { AccountList } from './account-list.tsx';
import { Arrange } from './arrange.tsx';
import { Offline } from './offline.tsx';
import { Works } from './works.tsx';

export function Side() {
  const { go } = useTokendeck();
  return (
    <section className="side" aria-labelledby={paneIds.sideTitle}>
      <h1 className="sr-only" id={paneIds.sideTitle}>
        {listWords.pane}
      </h1>
      <div className="side-top">
        <SearchBox />
        <Arrange />
        <IconButton label={listWords.add} shortcut="add" look="primary" onPress={go.add}>
          <Plus aria-hidden="true" size={18} />
        </IconButton>
      </div>
      <Accounts />
      <Underway />
      <Works />
      <Offline />
      <Foot />
    </section>
  );
}

function SearchBox() {
  const { go } = useTokendeck();
  const search = useAppState((state) => state.search);
  return (
    <search className="search-place">
      <SearchField className="search" aria-label={listWords.search} value={search} onChange={go.search}>
        <Search aria-hidden="true" size={16} />
        <Input
          className="search-input"
          id={paneIds.search}
          placeholder={listWords.search}
          spellCheck="false"
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
            event.preventDefault();
            focusList();
          }}
        />
        {search !== '' && (
          <AriaButton className="icon-button quiet small" aria-label={listWords.clearSearch}>
            <X aria-hidden="true" size={14} />
          </AriaButton>
        )}
      </SearchField>
    </search>
  );
}

function Accounts() {
  const { go } = useTokendeck();
  const accounts = useAppState((state) => state.accounts);
  const order = useAppState((state) => state.order);
  const search = useAppState((state) => state.search);
  const shown = useMemo(() => listed(order, accounts, search), [order, accounts, search]);
  return (
    <>
      <AccountList accounts={shown} />
      {shown.length === 0 && search !== '' && (
        <div className="no-match">
          <p className="no-match-what">{listWords.noMatch(search)}</p>
          <p>{listWords.noMatchHint}</p>
          <AriaButton className="button plain" onPress={() => go.search('')}>
            {listWords.clearSearch}
          </AriaButton>
        </div>
      )}
      <div className="sr-only" role="status">
        {search === '' ? '' : found(shown.length)}
      </div>
    </>
  );
}

/** Sign-ins that go on while the person looks at something else. */
function Underway() {
  const { go, signIns } = useTokendeck();
  const flows = useAppState((state) => state.flows);
  const panel = useAppState((state) => state.panel);
  const elsewhere = [...flows.values()].filter(
    ({ view }) => !(panel.kind === 'sign_in' && panel.signInId === view.id),
  );
  return elsewhere.map((flow) => (
    <div className="underway" key={flow.view.id}>
      <AriaButton
        className="underway-open"
        onPress={() => go.open({ kind: 'sign_in', signInId: flow.view.id })}
      >
        <UnderwayWords flow={flow} />
      </AriaButton>
      {flow.view.kind === 'failed' && (
        <IconButton
          label={listWords.dismissFailed(flow.providerName, whoOf(flow))}
          onPress={() => signIns.dismiss(flow.view.id)}
        >
          <X aria-hidden="true" size={16} />
        </IconButton>
      )}
    </div>
  ));
}

/** The account, where it is known before the sign-in is done. */
function whoOf({ purpose }: Flow): string {
  if (purpose.kind === 'again') return purpose.label;
  return purpose.kind === 'form' ? purpose.draft.answers.label : '';
}

function wayOf(view: SignInView): string {
  if (view.kind === 'device') return listWords.withCode(view.userCode);
  return view.kind === 'waiting' ? listWords.inBrowser : '';
}

function UnderwayWords({ flow }: { readonly flow: Flow }) {
  const { view, providerName } = flow;
  if (view.kind === 'failed') {
    return (
      <>
        <TriangleAlert className="bad-text" aria-hidden="true" size={14} />
        <span>{listWords.failedAt(providerName, whoOf(flow))}</span>
      </>
    );
  }
  return (
    <>
      <LoaderCircle className="spin" aria-hidden="true" size={14} />
      <span>{listWords.waitingAt(providerName, whoOf(flow), wayOf(view))}</span>
      {view.kind === 'waiting' && <TimeLeft until={view.deadline} />}
    </>
  );
}

function PausedUntil() {
  const { notifyPausedUntil } = useSettings();
  const now = useNow('minute');
  if (notifyPausedUntil <= now) return null;
  return (
    <p>
      {settingsWords.pausedUntil} <Moment at={notifyPausedUntil} />
    </p>
  );
}

function Foot() {
  const { go } = useTokendeck();
  const accounts = useAppState((state) => state.accounts);
  const vault = useAppState((state) => state.app.vault);
  const attention = useMemo(() => [...accounts.values()].filter(needsAttention).length, [accounts]);
  return (
    <footer className="side-foot">
      <div>
        <p>{summary(accounts.size, attention)}</p>
        {vault.kind === 'open' && <p>{secretsKeptIn[vault.secretsKeptIn]}</p>}
        <PausedUntil />
      </div>
      <div className="side-foot-actions">
        <IconButton label={settingsWords.title} shortcut="settings" onPress={() => go.settings()}>
          <Settings aria-hidden="true" size={16} />
        </IconButton>
        <IconButton
          label={listWords.shortcuts}
          shortcut="help"
          onPress={() => go.openDialog({ kind: 'shortcuts' })}
        >
          <CircleHelp aria-hidden="true" size={16} />
        </IconButton>
      </div>
    </footer>
  );
}
