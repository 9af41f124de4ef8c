// Window. Beginning and ending sign-ins.
import type {
  Bridge,
  ErrorView,
  Events,
  Outcome,
  RememberedClientView,
  SignInView,
} from '../../preload/contract.ts';
import { signInWords } from '../text/add.ts';
import { type Draft, type Flow, withEntry } from './app-state.ts';
import { ask } from './ask.ts';
import { withFlow, withSignIn } from './changes.ts';
import { isUnderway, withErrand, withoutErrand } from './errands.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

export interface SignInActions {
  /** `clientSecret` is passed on and kept nowhere. */
  readonly withForm: (draft: Draft, clientSecret: string) => Promise<void>;
  readonly withClient: (client: RememberedClientView) => Promise<void>;
  /** Without `scopes`: with those asked for before. */
  readonly again: (accountId: string, scopes?: readonly string[]) => Promise<void>;
  /** Answers the error to show beside the field, or undefined when the address was taken. */
  readonly paste: (signInId: string, address: string) => Promise<ErrorView | undefined>;
  readonly cancel: (signInId: string) => Promise<void>;
  readonly openAgain: (signInId: string) => Promise<void>;
  readonly copyLink: (signInId: string) => Promise<void>;
  readonly openRegistrationPage: (providerId: string) => Promise<void>;
  /** Forgets a failed sign-in, and goes back to where it was begun. */
  readonly dismiss: (signInId: string) => void;
  /** A sign-in was begun from a notification. */
  readonly begunElsewhere: (begun: Events['signInBegun']) => Promise<void>;
  /** News from the main process. */
  readonly changed: (view: SignInView) => void;
}

export function createSignInActions(
  store: Store,
  bridge: Bridge,
  toasts: Toasts,
  reload: () => Promise<void>,
): SignInActions {
  /** While a sign-in is being begun, news may overtake the answer that says which sign-in they are about. */
  const early = new Map<string, SignInView>();
  let beginning = 0;

  async function begin(call: () => Promise<Outcome<SignInView>>): Promise<Outcome<SignInView>> {
    beginning += 1;
    const outcome = await ask(call);
    beginning -= 1;
    return outcome;
  }

  function begun(view: SignInView, purpose: Flow['purpose'], providerName: string): void {
    store.set((state) => ({
      ...state,
      flows: withFlow(state.flows, { view, purpose, providerName }),
      panel: { kind: 'sign_in', signInId: view.id },
      pane: 'panel',
    }));
    const news = early.get(view.id);
    early.clear();
    changed(news ?? view);
  }

  function changed(view: SignInView): void {
    if (!store.get().flows.has(view.id)) {
      if (beginning > 0) early.set(view.id, view);
      return;
    }
    store.set((state) => withSignIn(state, view));
    if (view.kind === 'done') void finished(view);
    if (view.kind === 'failed' && view.error.code === 'cancelled') dismiss(view.id);
  }

  async function finished(view: Extract<SignInView, { kind: 'done' }>): Promise<void> {
    // The list of remembered clients has grown, and the new account may not have been told yet.
    await reload();
    store.set((state) => {
      const watched = state.panel.kind === 'sign_in' && state.panel.signInId === view.id;
      const flows = withEntry(state.flows, view.id, undefined);
      if (!watched) return { ...state, flows };
      const selectedId = state.accounts.has(view.accountId) ? view.accountId : state.selectedId;
      return {
        ...state,
        flows,
        selectedId,
        search: '',
        panel: { kind: 'account' },
        arrivals: state.arrivals + 1,
      };
    });
    toasts.show(signInWords.signedIn(view.label));
  }

  function dismiss(signInId: string): void {
    store.set((state) => {
      const flow = state.flows.get(signInId);
      const flows = withEntry(state.flows, signInId, undefined);
      if (flow === undefined || state.panel.kind !== 'sign_in' || state.panel.signInId !== signInId) {
        return { ...state, flows };
      }
      switch (flow.purpose.kind) {
        case 'form':
          return {
            ...state,
            flows,
            panel: { kind: 'client_form', draft: flow.purpose.draft, error: undefined },
          };
        case 'client':
          return { ...state, flows, panel: { kind: 'choose_provider', error: undefined } };
        case 'again':
          return { ...state, flows, panel: { kind: 'account' } };
      }
    });
  }

  async function quietly(call: () => Promise<Outcome<null>>, done?: string): Promise<void> {
    const outcome = await ask(call);
    if (!outcome.ok) toasts.show(outcome.error.what);
    else if (done !== undefined) toasts.show(done);
  }

  return {
    withForm: async (draft, clientSecret) => {
      const { provider, answers } = draft;
      const outcome = await begin(() =>
        bridge.startSignIn({ ...answers, providerId: provider.id, clientSecret }),
      );
      if (outcome.ok) begun(outcome.value, { kind: 'form', draft }, nameOf(draft));
      else showFormError(draft, outcome.error);
    },

    withClient: async (client) => {
      const outcome = await begin(() => bridge.startSignInWithClient({ clientKey: client.key }));
      if (outcome.ok) begun(outcome.value, { kind: 'client', client }, client.providerName);
      else store.set((state) => ({ ...state, panel: { kind: 'choose_provider', error: outcome.error } }));
    },

    again: async (accountId, scopes = []) => {
      const account = store.get().accounts.get(accountId);
      if (account === undefined || isUnderway(store.get(), accountId, 'sign_in')) return;
      store.set((state) => withErrand(state, accountId, 'sign_in'));
      const outcome = await begin(() => bridge.startSignInAgain({ accountId, scopes }));
      const problem = outcome.ok ? undefined : outcome.error;
      store.set((state) => withoutErrand(state, accountId, 'sign_in', problem));
      if (outcome.ok) {
        const { label, providerName } = account;
        begun(outcome.value, { kind: 'again', accountId, label, scopes }, providerName);
      }
    },

    paste: async (signInId, address) => {
      const outcome = await ask(() => bridge.pasteRedirect({ signInId, address }));
      return outcome.ok ? undefined : outcome.error;
    },
    cancel: async (signInId) => {
      dismiss(signInId);
      await quietly(() => bridge.cancelSignIn({ signInId }));
    },
    openAgain: (signInId) => quietly(() => bridge.openSignInAgain({ signInId })),
    copyLink: (signInId) => quietly(() => bridge.copySignInLink({ signInId }), signInWords.linkCopied),
    openRegistrationPage: (providerId) => quietly(() => bridge.openRegistrationPage({ providerId })),
    dismiss,
    begunElsewhere: async ({ accountId, signIn }) => {
      if (!store.get().accounts.has(accountId)) {
        beginning += 1;
        await reload();
        beginning -= 1;
      }
      const account = store.get().accounts.get(accountId);
      if (account === undefined) return;
      const { label, providerName } = account;
      begun(signIn, { kind: 'again', accountId, label, scopes: [] }, providerName);
    },
    changed,
  };

  function showFormError(draft: Draft, error: ErrorView): void {
    store.set((state) =>
      state.panel.kind === 'client_form' ? { ...state, panel: { kind: 'client_form', draft, error } } : state,
    );
  }
}

/** Where the server's address was entered, its host says more than the preset's name. */
function nameOf({ provider, answers }: Draft): string {
  const address = provider.parameters.find((one) => one.kind === 'url' && one.default === '');
  const entered = address === undefined ? undefined : answers.parameters[address.name];
  return URL.parse(entered ?? '')?.host ?? provider.name;
}
