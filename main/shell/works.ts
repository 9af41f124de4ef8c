// Main process. Long work of the window: one view for each, told as it goes on, cancelled at the person's wish.
import type { WorkKind, WorkReport, WorkView } from '../../preload/contract.ts';
import { appError, kindOfThrown } from '../core/errors.ts';
import { newIdentifier } from '../core/identifiers.ts';
import type { Clock, Log, Random } from '../core/ports.ts';
import type { Progress } from '../core/progress.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { errorView } from './view-model.ts';

/** Does the work; on cancelling it stops when it can, and answers what was done, or `cancelled` for nothing. */
export type Task = (progress: Progress) => Promise<Result<WorkReport>>;

export interface Works {
  /** Begins. Errors: `work_under_way` where work of this kind is: it may be about another file or passphrase. */
  start(kind: WorkKind, task: Task): Result<WorkView>;
  /** Does nothing where it has ended. */
  cancel(id: string): void;
  /** Those under way. */
  running(): readonly WorkView[];
  /** Cancels all and waits for them. */
  stop(): Promise<void>;
}

interface Running {
  view: WorkView;
  readonly cancelling: AbortController;
  readonly ended: Promise<void>;
}

/** More often than this nobody can read it, and each message costs. */
const tellEveryMs = 100;

export function createWorks(parts: {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly onChange: (view: WorkView) => void;
}): Works {
  const { clock, random, log, onChange } = parts;
  const running = new Map<string, Running>();

  async function attempt(kind: WorkKind, task: Task, progress: Progress): Promise<Result<WorkReport>> {
    try {
      return await task(progress);
    } catch (thrown) {
      log.warn('internal', { where: kind, name: kindOfThrown(thrown) });
      return fail(appError('internal'));
    }
  }

  function tell(work: Running, view: WorkView): void {
    work.view = view;
    onChange(view);
  }

  function ending({ view, cancelling }: Running, outcome: Result<WorkReport>): WorkView {
    const cancelled = cancelling.signal.aborted;
    if (outcome.ok) return { ...view, state: cancelled ? 'cancelled' : 'done', report: outcome.value };
    if (cancelled && outcome.error.code === 'cancelled') return { ...view, state: 'cancelled' };
    return { ...view, state: 'failed', error: errorView(outcome.error) };
  }

  function begin(kind: WorkKind, task: Task): WorkView {
    const id = newIdentifier(random);
    const cancelling = new AbortController();
    let toldAt = clock.now();
    const progress: Progress = {
      signal: cancelling.signal,
      report(done, total) {
        const work = running.get(id);
        if (work === undefined) return;
        const now = clock.now();
        const view = { ...work.view, done, total };
        // The clock may have been set back.
        if (Math.abs(now - toldAt) < tellEveryMs) {
          work.view = view;
          return;
        }
        toldAt = now;
        tell(work, view);
      },
    };
    const ended = Promise.resolve()
      .then(() => attempt(kind, task, progress))
      .then((outcome) => {
        running.delete(id);
        tell(work, ending(work, outcome));
      });
    const view: WorkView = {
      id,
      kind,
      state: 'running',
      done: 0,
      total: 0,
      error: undefined,
      report: undefined,
    };
    const work: Running = { view, cancelling, ended };
    running.set(id, work);
    return view;
  }

  return {
    start(kind, task) {
      const isUnderWay = [...running.values()].some(({ view }) => view.kind === kind);
      return isUnderWay ? fail(appError('work_under_way')) : ok(begin(kind, task));
    },
    cancel: (id) => running.get(id)?.cancelling.abort(),
    running: () => [...running.values()].map(({ view }) => view),
    async stop() {
      const all = [...running.values()];
      for (const { cancelling } of all) cancelling.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
