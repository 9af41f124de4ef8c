// Window. Long work: beginning it, cancelling it, and what came of it.
import type {
  Bridge,
  ErrorView,
  ImportFileView,
  Outcome,
  VaultView,
  WorkView,
} from '../../preload/contract.ts';
import { workSentence, worksWords } from '../text/works.ts';
import { type AppState, withEntry } from './app-state.ts';
import { ask } from './ask.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

/** Milliseconds for which a plain success is shown. */
const shownFor = 10_000;

type Begun<T> = Promise<Outcome<T>>;

export interface WorksActions {
  readonly refreshAll: () => Promise<void>;
  /** Null where the person chose no place. */
  readonly exportAll: (passphrase: string) => Begun<WorkView | null>;
  /** Null where the person chose no file. */
  readonly chooseImport: () => Begun<ImportFileView | null>;
  /** Of the file chosen last. */
  readonly importAll: (passphrase: string) => Begun<WorkView>;
  readonly changeKey: (
    to: Extract<VaultView, { kind: 'open' }>['secretsKeptIn'],
    passphrase: string,
    currentPassphrase: string,
  ) => Begun<WorkView>;
  /** Answers the error to show, or undefined when it is being cancelled. */
  readonly cancel: (workId: string) => Promise<ErrorView | undefined>;
  /** Puts away what came of it. */
  readonly dismiss: (workId: string) => void;
  /** News from the main process. */
  readonly changed: (view: WorkView) => void;
}

export function createWorksActions(store: Store, bridge: Bridge, toasts: Toasts): WorksActions {
  function dismiss(workId: string): void {
    store.set((state) => ({ ...state, works: withEntry(state.works, workId, undefined) }));
  }

  function changed(view: WorkView): void {
    const before = store.get().works.get(view.id);
    store.set((state) => withWork(state, view));
    if (store.get().works.get(view.id) !== view || before?.state === view.state) return;
    store.set((state) => ({
      ...state,
      announcement: view.state === 'running' ? worksWords.running[view.kind] : workSentence(view),
    }));
    if (isPlainSuccess(view)) window.setTimeout(() => dismiss(view.id), shownFor);
  }

  /** Its news may have overtaken the answer that it has begun: see `withWork`. */
  async function begin<T extends WorkView | null>(call: () => Promise<Outcome<T>>): Begun<T> {
    const outcome = await ask(call);
    if (outcome.ok && outcome.value !== null) changed(outcome.value);
    return outcome;
  }

  return {
    refreshAll: async () => {
      const outcome = await begin(() => bridge.refreshAll());
      if (!outcome.ok) toasts.show(outcome.error.what);
    },
    exportAll: (passphrase) => begin(() => bridge.exportAll({ passphrase })),
    chooseImport: () => ask(() => bridge.chooseImport()),
    importAll: (passphrase) => begin(() => bridge.importAll({ passphrase })),
    changeKey: (to, passphrase, currentPassphrase) =>
      begin(() => bridge.changeKey({ to, passphrase, currentPassphrase })),
    cancel: async (workId) => {
      const outcome = await ask(() => bridge.cancelWork({ workId }));
      return outcome.ok ? undefined : outcome.error;
    },
    dismiss,
    changed,
  };
}

/** One work began, went on or ended. What is known of it already is not taken back by news that come late. */
function withWork(state: AppState, view: WorkView): AppState {
  const known = state.works.get(view.id);
  if (known !== undefined && (known.state !== 'running' || isBehind(view, known))) return state;
  // What came of the one before of its kind is no news any more.
  const others = [...state.works].filter(
    ([id, one]) => id === view.id || one.state === 'running' || one.kind !== view.kind,
  );
  return { ...state, works: withEntry<string, WorkView>(new Map(others), view.id, view) };
}

/** Everything was read anew: those under way that are not known here are shown as well. */
export function withWorksUnderway(state: AppState, views: readonly WorkView[]): AppState {
  return views.reduce(withWork, state);
}

function isBehind(view: WorkView, known: WorkView): boolean {
  return view.state === 'running' && view.done < known.done;
}

/** Nobody needs to do or to know anything more. */
function isPlainSuccess({ state, report }: WorkView): boolean {
  if (state !== 'done') return false;
  switch (report?.kind) {
    case 'refresh_all':
      return report.failed === 0;
    case 'export':
      return (report.unreadable ?? 0) === 0;
    case 'change_key':
      return true;
    case 'import':
    case undefined:
      return false;
  }
}
