// Window. A sign-in under way: waiting for the browser, fetching the tokens, or why it did not work.
import { ExternalLink, Link, LoaderCircle } from 'lucide-react';
import type { SignInView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import type { Flow } from '../state/app-state.ts';
import { signInWords } from '../text/add.ts';

export function SignInProgress({ flow }: { readonly flow: Flow }) {
  const { go } = useTokendeck();
  return (
    <div className="panel-body">
      <PaneTitle onBack={go.back} key={flow.view.kind}>
        {titleOf(flow)}
      </PaneTitle>
      <Progress flow={flow} />
    </div>
  );
}

function titleOf({ view, providerName }: Flow): string {
  switch (view.kind) {
    case 'preparing':
      return signInWords.preparing(providerName);
    case 'waiting':
      return signInWords.waiting;
    case 'exchanging':
      return signInWords.exchanging;
    case 'done':
      return signInWords.done(view.label);
    case 'failed':
      return signInWords.failed;
  }
}

function Progress({ flow }: { readonly flow: Flow }) {
  const { signIns } = useTokendeck();
  const { view } = flow;
  switch (view.kind) {
    case 'preparing':
    case 'exchanging':
      return (
        <div className="progress">
          <LoaderCircle className="spin" aria-hidden="true" size={24} />
          {view.kind === 'preparing' && (
            <Button onPress={() => void signIns.cancel(view.id)}>{signInWords.cancel}</Button>
          )}
        </div>
      );
    case 'waiting':
      return <Waiting view={view} providerName={flow.providerName} />;
    case 'done':
      return null;
    case 'failed':
      return <Failed flow={flow} view={view} />;
  }
}

interface WaitingProps {
  readonly view: Extract<SignInView, { kind: 'waiting' }>;
  readonly providerName: string;
}

function Waiting({ view, providerName }: WaitingProps) {
  const { signIns } = useTokendeck();
  return (
    <div className="waiting">
      <p>{signInWords.waitingHint(providerName)}</p>
      {view.browserError !== undefined && <ErrorNote error={view.browserError} tone="soon" isAlert />}
      <div className="waiting-time">
        <LoaderCircle className="spin" aria-hidden="true" size={16} />
        <TimeLeft until={view.deadline} /> <span aria-hidden="true">{signInWords.left}</span>
      </div>
      <p className="hint">
        {signInWords.listening} <code>{view.redirectUri}</code>
      </p>
      <div className="form-actions">
        <Button
          look="primary"
          icon={<ExternalLink aria-hidden="true" size={16} />}
          onPress={() => void signIns.openAgain(view.id)}
        >
          {signInWords.openAgain}
        </Button>
        <Button icon={<Link aria-hidden="true" size={16} />} onPress={() => void signIns.copyLink(view.id)}>
          {signInWords.copyLink}
        </Button>
        <Button look="quiet" onPress={() => void signIns.cancel(view.id)}>
          {signInWords.cancel}
        </Button>
      </div>
    </div>
  );
}

interface FailedProps {
  readonly flow: Flow;
  readonly view: Extract<SignInView, { kind: 'failed' }>;
}

function Failed({ flow: { purpose }, view }: FailedProps) {
  const { signIns } = useTokendeck();

  function retry(): void {
    signIns.dismiss(view.id);
    if (purpose.kind === 'client') void signIns.withClient(purpose.client);
    if (purpose.kind === 'again') void signIns.again(purpose.accountId);
    // A form may need its secret again: the person sends it.
  }

  return (
    <ErrorNote
      error={view.error}
      isAlert
      actions={
        <>
          <Button look="primary" onPress={retry}>
            {purpose.kind === 'form' ? signInWords.changeDetails : signInWords.tryAgain}
          </Button>
          {purpose.kind !== 'form' && (
            <Button onPress={() => signIns.dismiss(view.id)}>{signInWords.leave}</Button>
          )}
        </>
      }
    />
  );
}
