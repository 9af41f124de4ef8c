// Window. The two panes: accounts on the left, and on the right the account, or the way to a new one.
import { useLayoutEffect, useRef } from 'react';
import { ToastMessage } from '../components/messages.tsx';
import { paneIds } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { detailWords } from '../text/detail.ts';
import { AccountPane } from './account-pane.tsx';
import { ChooseProvider } from './choose-provider.tsx';
import { ClientForm } from './client-form.tsx';
import { DefineProvider } from './define-provider.tsx';
import { ImportForm } from './import-form.tsx';
import { Leaving } from './leaving.tsx';
import { Notices } from './notices.tsx';
import { Settings } from './settings.tsx';
import { Side } from './side.tsx';
import { SignInProgress } from './sign-in-progress.tsx';
import { UnrevokedNotes } from './unrevoked.tsx';

export function Workspace() {
  const pane = useAppState((state) => state.pane);
  const kind = useAppState((state) => state.panel.kind);
  const panel = useRef<HTMLElement>(null);
  // Another panel is read from its beginning, however far down the one before was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the kind alone says that there is another panel.
  useLayoutEffect(() => {
    panel.current?.scrollTo(0, 0);
  }, [kind]);
  return (
    <main className="workspace" data-pane={pane}>
      <Side />
      <div className="panel-place">
        <section className="panel" ref={panel} id={paneIds.panel} aria-label={detailWords.pane}>
          <Notices />
          <UnrevokedNotes />
          <Panel />
        </section>
        <Leaving />
        <ToastMessage />
      </div>
    </main>
  );
}

function Panel() {
  const { go } = useTokendeck();
  const panel = useAppState((state) => state.panel);
  const flow = useAppState((state) =>
    state.panel.kind === 'sign_in' ? state.flows.get(state.panel.signInId) : undefined,
  );
  switch (panel.kind) {
    case 'account':
      return <AccountPane />;
    case 'choose_provider':
      return <ChooseProvider error={panel.error} onBack={go.back} />;
    case 'client_form':
      return <ClientForm key={panel.draft.provider.id} draft={panel.draft} error={panel.error} />;
    case 'import_form':
      return <ImportForm key={panel.providerId ?? ''} providerId={panel.providerId} />;
    case 'define':
      return <DefineProvider key={panel.start.text} start={panel.start} />;
    case 'settings':
      return <Settings section={panel.section} />;
    case 'sign_in':
      return flow === undefined ? <AccountPane /> : <SignInProgress flow={flow} />;
  }
}
