// Window. A sign-in under way: waiting for the browser, fetching the tokens, or why it did not work.
import { ExternalLink, Link, LoaderCircle } from 'lucide-react';
import type { SignInView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { focusSignInAgain } from '../hooks/panes.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import type { Flow } from '../state/app-state.ts';
import { signInWords } from '../text/add.ts';
import { Device } from './sign-in-device.tsx';
import { Paste } from './sign-in-paste.tsx';

export function SignInProgress({ flow }: { readonly flow: Flow }) {
  const { go, signIns } = useTokendeck();
  const { view } = flow;
  // A failure that was read is over; a sign-in under way goes on in the side.
  const back = view.kind === 'failed' ? () => giveUp(flow, () => signIns.dismiss(view.id)) : go.back;
  return (
    <div className="panel-body">
      <PaneTitle onBack={back} key={flow.view.kind}>
        {titleOf(flow)}
      </PaneTitle>
      <Progress flow={flow} />
    </div>
  );
}

/** The focus goes back to where it was begun; the forms take it by themselves. */
function giveUp({ purpose }: Flow, act: () => void): void {
  act();
  if (purpose.kind === 'again') focusSignInAgain();
}

function titleOf({ view, providerName }: Flow): string {
  switch (view.kind) {
    case 'preparing':
      return signInWords.preparing(providerName);
    case 'waiting':
      return view.isPasted ? signInWords.pasteTitle : signInWords.waiting;
    case 'device':
      return signInWords.device;
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
            <Button onPress={() => giveUp(flow, () => void signIns.cancel(view.id))}>
              {signInWords.cancel}
            </Button>
          )}
        </div>
      );
    case 'waiting':
      return <Waiting flow={flow} view={view} />;
    case 'device':
      return (
        <Device
          view={view}
          providerName={flow.providerName}
          onCancel={() => giveUp(flow, () => void signIns.cancel(view.id))}
        />
      );
    case 'done':
      return null;
    case 'failed':
      return <Failed flow={flow} view={view} />;
  }
}

interface WaitingProps {
  readonly flow: Flow;
  readonly view: Extract<SignInView, { kind: 'waiting' }>;
}

function Waiting({ flow, view }: WaitingProps) {
  const { purpose, providerName } = flow;
  const { signIns } = useTokendeck();
  return (
    <div className="waiting">
      <p>{view.isPasted ? signInWords.pastedHint(providerName) : signInWords.waitingHint(providerName)}</p>
      {view.browserError !== undefined && <ErrorNote error={view.browserError} tone="soon" isAlert />}
      <div className="waiting-time">
        <LoaderCircle className="spin" aria-hidden="true" size={16} />
        <TimeLeft until={view.deadline} /> <span aria-hidden="true">{signInWords.left}</span>
      </div>
      <p className="hint">
        {view.isPasted ? signInWords.pastedAt : signInWords.listening} <code>{view.redirectUri}</code>
      </p>
      {view.isPasted && <Paste signInId={view.id} isOnlyWay />}
      <div className="form-actions">
        <Button
          look={view.isPasted ? 'plain' : 'primary'}
          icon={<ExternalLink aria-hidden="true" size={16} />}
          onPress={() => void signIns.openAgain(view.id)}
        >
          {signInWords.openAgain}
        </Button>
        <Button icon={<Link aria-hidden="true" size={16} />} onPress={() => void signIns.copyLink(view.id)}>
          {signInWords.copyLink}
        </Button>
        <Button look="quiet" onPress={() => giveUp(flow, () => void signIns.cancel(view.id))}>
          {signInWords.cancel}
        </Button>
      </div>
      {!view.isPasted && <Paste signInId={view.id} isOnlyWay={false} />}
      {purpose.kind === 'form' && (
        <p className="hint waiting-doubt">
          {signInWords.browserError}{' '}
          <Button look="quiet" onPress={() => giveUp(flow, () => void signIns.cancel(view.id))}>
            {signInWords.changeDetails}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Failures that may be over at the next try with the same entries. */
const passing: readonly string[] = [
  'network',
  'timeout',
  'rate_limited',
  'server_error',
  'sign_in_timeout',
  'device_code_expired',
];

interface FailedProps {
  readonly flow: Flow;
  readonly view: Extract<SignInView, { kind: 'failed' }>;
}

function Failed({ flow, view }: FailedProps) {
  const { purpose } = flow;
  const { signIns } = useTokendeck();

  function retry(): void {
    signIns.dismiss(view.id);
    switch (purpose.kind) {
      case 'form':
        return void signIns.withForm(purpose.draft, '');
      case 'client':
        return void signIns.withClient(purpose.client);
      case 'again':
        return void signIns.again(purpose.accountId, purpose.scopes);
    }
  }

  const isForm = purpose.kind === 'form';
  // A secret was not kept: whoever typed it sends it again. And with the same entries only luck changes the result.
  const mayRetry =
    !isForm || (purpose.draft.answers.clientAuthentication === 'none' && passing.includes(view.error.code));

  return (
    <ErrorNote
      error={view.error}
      isAlert
      actions={
        <>
          {mayRetry && (
            <Button look="primary" onPress={retry}>
              {signInWords.tryAgain}
            </Button>
          )}
          <Button
            look={mayRetry ? 'plain' : 'primary'}
            onPress={() => giveUp(flow, () => signIns.dismiss(view.id))}
          >
            {isForm ? signInWords.changeDetails : signInWords.leave}
          </Button>
        </>
      }
    />
  );
}
