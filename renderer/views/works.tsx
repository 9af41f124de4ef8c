// Window. Long work at the foot of the list: how far it is, a way to cancel it, and what came of it.
import { Ban, CircleCheck, ClipboardList, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { ErrorView, WorkView } from '../../preload/contract.ts';
import { Button, IconButton } from '../components/buttons.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { common, errorDetails } from '../text/common.ts';
import { progressText, workSentence, worksWords } from '../text/works.ts';

export function Works() {
  const works = useAppState((state) => state.works);
  if (works.size === 0) return null;
  return (
    <section className="works" aria-label={worksWords.pane}>
      {[...works.values()].map((work) =>
        work.state === 'running' ? (
          <Running work={work} key={work.id} />
        ) : (
          <Ended work={work} key={work.id} />
        ),
      )}
    </section>
  );
}

function Running({ work }: { readonly work: WorkView }) {
  const { toasts, works } = useTokendeck();
  const [isCancelling, setCancelling] = useState(false);
  const name = worksWords.running[work.kind];
  const text = progressText(work);

  async function cancel(): Promise<void> {
    setCancelling(true);
    const error = await works.cancel(work.id);
    if (error === undefined) return;
    setCancelling(false);
    toasts.show(worksWords.notCancelled(error.what));
  }

  return (
    <div className="work">
      <div className="work-line">
        <p className="work-says">
          {isCancelling ? worksWords.cancelling : name} <span className="work-count">{text}</span>
        </p>
        <Button
          look="quiet"
          label={worksWords.cancelOf[work.kind]}
          isPending={isCancelling}
          onPress={() => void cancel()}
        >
          {worksWords.cancel}
        </Button>
      </div>
      <ProgressBar label={name} done={work.done} total={work.total} text={text} />
    </div>
  );
}

function Ended({ work }: { readonly work: WorkView }) {
  const { works } = useTokendeck();
  return (
    <div className="work">
      <div className="work-line">
        <Shape state={work.state} />
        <div className="work-says">
          <p>{workSentence(work)}</p>
          {work.error !== undefined && <Why error={work.error} />}
        </div>
        <IconButton label={common.putAway} onPress={() => works.dismiss(work.id)}>
          <X aria-hidden="true" size={16} />
        </IconButton>
      </div>
    </div>
  );
}

function Shape({ state }: { readonly state: WorkView['state'] }) {
  if (state === 'failed') return <TriangleAlert className="bad-text" aria-hidden="true" size={16} />;
  if (state === 'cancelled') return <Ban aria-hidden="true" size={16} />;
  return <CircleCheck className="good-text" aria-hidden="true" size={16} />;
}

function Why({ error }: { readonly error: ErrorView }) {
  const { accounts } = useTokendeck();
  return (
    <>
      <p>{error.remedy}</p>
      <Button
        look="quiet"
        icon={<ClipboardList aria-hidden="true" size={14} />}
        onPress={() => void accounts.copyText(errorDetails(error))}
      >
        {common.copyDetails}
      </Button>
    </>
  );
}
