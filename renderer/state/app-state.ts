// Window. Everything the window knows, as one value.
import type {
  AccountDetailView,
  AccountView,
  AppView,
  ErrorView,
  Events,
  ImportArguments,
  ProviderView,
  RememberedClientView,
  RemovalView,
  SettingsView,
  SignInArguments,
  SignInView,
  StatusView,
  VaultView,
  WorkView,
} from '../../preload/contract.ts';

export type Boot =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  /** The main process does not answer: nothing can be done here but report and reload. */
  | { readonly kind: 'fatal'; readonly error: ErrorView };

/** What the person entered for a client, without its secret, which is never kept here. */
export interface Draft {
  readonly provider: ProviderView;
  readonly answers: Omit<SignInArguments, 'clientSecret' | 'providerId'>;
}

/** What the person entered for tokens from elsewhere, without the tokens and the secret. */
export interface ImportDraft {
  readonly provider: ProviderView;
  readonly answers: Omit<ImportArguments, 'accessToken' | 'refreshToken' | 'clientSecret' | 'providerId'>;
}

/** A sign-in begun in this window, and what it was begun for. */
export interface Flow {
  readonly view: SignInView;
  readonly purpose:
    | { readonly kind: 'form'; readonly draft: Draft }
    | { readonly kind: 'client'; readonly client: RememberedClientView }
    | {
        readonly kind: 'again';
        readonly accountId: string;
        readonly label: string;
        readonly scopes: readonly string[];
      };
  readonly providerName: string;
}

export type Panel =
  | { readonly kind: 'account' }
  | { readonly kind: 'choose_provider'; readonly error: ErrorView | undefined }
  | { readonly kind: 'client_form'; readonly draft: Draft; readonly error: ErrorView | undefined }
  /** `providerId`: where the token is known to come from, undefined: from anywhere. */
  | { readonly kind: 'import_form'; readonly providerId: string | undefined }
  | { readonly kind: 'define'; readonly start: DefinitionStart }
  | { readonly kind: 'sign_in'; readonly signInId: string }
  | { readonly kind: 'settings'; readonly section: SettingsSection };

/** The parts of the settings, in their order. */
export const settingsSections = [
  'appearance',
  'start',
  'notifications',
  'clipboard',
  'lock',
  'network',
  'secrets',
  'about',
] as const;

export type SettingsSection = (typeof settingsSections)[number];

/** What a definition of a provider begins with. */
export interface DefinitionStart {
  /** JSON, indented. */
  readonly text: string;
  /** One's own that is edited and will be replaced; undefined for a new one. */
  readonly replaces: string | undefined;
}

export type Dialog =
  | { readonly kind: 'rename'; readonly account: AccountView }
  | { readonly kind: 'remove'; readonly account: AccountView }
  | { readonly kind: 'revoke'; readonly account: AccountView }
  | { readonly kind: 'not_revoked'; readonly account: AccountView; readonly removal: RemovalView }
  | { readonly kind: 'replace_secret'; readonly account: AccountView; readonly clientKey: string }
  | { readonly kind: 'remove_provider'; readonly provider: ProviderView }
  | { readonly kind: 'export' }
  | { readonly kind: 'import' }
  | { readonly kind: 'change_key' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' };

/** What is being done with one account at the person's wish. */
export type Errand = 'copy' | 'refresh' | 'auto_refresh' | 'prefer' | 'sign_in';

export type Detail =
  | { readonly kind: 'loaded'; readonly view: AccountDetailView }
  | { readonly kind: 'failed'; readonly accountId: string; readonly error: ErrorView };

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** `also_locked`: it says nothing of accounts, and may be shown while the vault is locked. */
  readonly kind: 'ordinary' | 'also_locked';
  /** What failed for an account, as its pane may say it at the same time. */
  readonly failure: Failure | undefined;
}

export interface Failure {
  readonly accountId: string;
  readonly what: string;
}

/** An account that was removed and can be had again. */
export interface Leaving {
  readonly account: AccountView;
  /** Where it stood in the list, counted from 0. */
  readonly place: number;
  /** Epoch milliseconds. */
  readonly undoUntil: number;
}

/** A removed account whose tokens were to be revoked, and were not. */
export interface Unrevoked {
  readonly id: number;
  readonly ended: Events['removalEnded'];
}

export interface AppState {
  readonly boot: Boot;
  readonly app: Omit<AppView, 'accounts' | 'works'>;
  readonly accounts: ReadonlyMap<string, AccountView>;
  /** Ids of all accounts as they are listed. */
  readonly order: readonly string[];
  /** Somebody reads the list: its rows stay where they are. */
  readonly orderHeld: boolean;
  readonly search: string;
  readonly selectedId: string | undefined;
  readonly detail: Detail | undefined;
  readonly panel: Panel;
  /** Which of the two panes a narrow window shows. */
  readonly pane: 'list' | 'panel';
  readonly dialog: Dialog | undefined;
  /** By id: long work under way, and what came of it until that is put away. */
  readonly works: ReadonlyMap<string, WorkView>;
  /** By sign-in id: those begun in this window. */
  readonly flows: ReadonlyMap<string, Flow>;
  /** By account id: those asked for and not yet done. */
  readonly errands: ReadonlyMap<string, readonly Errand[]>;
  /** By account id: why the last errand failed, until the next one is asked for. */
  readonly problems: ReadonlyMap<string, ErrorView>;
  /** The account whose token was copied a moment ago. */
  readonly copiedId: string | undefined;
  readonly toast: Toast | undefined;
  /** Those whose removal can be undone, the last one last. */
  readonly leaving: readonly Leaving[];
  /** Until the person has put them away. */
  readonly unrevoked: readonly Unrevoked[];
  readonly isOnline: boolean;
  /** Asked for from elsewhere before the accounts were known. */
  readonly wantedId: string | undefined;
  /** How many accounts were brought up, because they were asked for from elsewhere or signed in. The focus follows each. */
  readonly arrivals: number;
  /** The last thing to be said to screen readers. */
  readonly announcement: string;
  /** Notices of the start that the person has put away. */
  readonly noticesRead: boolean;
}

/** Until the main process has told the person's own. */
const startSettings: SettingsView = {
  theme: 'system',
  startAtLogin: false,
  startHidden: false,
  closeToTray: false,
  groupByProvider: false,
  sortBy: 'recent',
  notifyKinds: [],
  notifyBeforeMs: 0,
  notifyPausedUntil: 0,
  clipboardClearMs: 0,
  lockAfterIdleMs: 0,
  lockWithScreen: false,
  showNamesWhileLocked: false,
  contentProtection: false,
  proxy: '',
  caFile: '',
};

export const initialState: AppState = {
  boot: { kind: 'loading' },
  app: {
    about: { version: '', electron: '', chromium: '', node: '', system: '', dataDirectory: '' },
    settings: startSettings,
    desktop: { tray: false, startAtLogin: false, notifications: false, contentProtection: false },
    vault: { kind: 'opening' },
    notices: [],
    providers: [],
    rememberedClients: [],
  },
  accounts: new Map(),
  order: [],
  orderHeld: false,
  search: '',
  selectedId: undefined,
  detail: undefined,
  panel: { kind: 'account' },
  pane: 'list',
  dialog: undefined,
  works: new Map(),
  flows: new Map(),
  errands: new Map(),
  problems: new Map(),
  copiedId: undefined,
  toast: undefined,
  leaving: [],
  unrevoked: [],
  isOnline: true,
  wantedId: undefined,
  arrivals: 0,
  announcement: '',
  noticesRead: false,
};

export function selectedAccount(state: AppState): AccountView | undefined {
  return state.selectedId === undefined ? undefined : state.accounts.get(state.selectedId);
}

/** The detail of an account, as far as it is loaded. */
export function detailFor(state: AppState, accountId: string): AccountDetailView | undefined {
  const { detail } = state;
  return detail?.kind === 'loaded' && detail.view.id === accountId ? detail.view : undefined;
}

/** False only where it is known that the account cannot sign in again, because its tokens were imported. */
export function maySignInAgain(state: AppState, accountId: string): boolean {
  return detailFor(state, accountId)?.can.signInAgain !== false;
}

/** The failed errand of an account, unless its status says the same. */
export function problemOf(state: AppState, { id, status }: AccountView): ErrorView | undefined {
  const problem = state.problems.get(id);
  return problem?.code === whyOf(status)?.code ? undefined : problem;
}

/** Whether an error box in the account's pane says the same as the toast. */
export function isSaidInPane(state: AppState): boolean {
  const failure = state.toast?.failure;
  const account = state.panel.kind === 'account' ? selectedAccount(state) : undefined;
  if (failure === undefined || account?.id !== failure.accountId) return false;
  return [whyOf(account.status), problemOf(state, account)].some((error) => error?.what === failure.what);
}

function whyOf(status: StatusView): ErrorView | undefined {
  return status.kind === 'failing' || status.kind === 'sign_in_again' ? status.error : undefined;
}

export function withVault(state: AppState, vault: VaultView): AppState {
  return { ...state, app: { ...state.app, vault } };
}

/** A copy of `map` with one entry set, or removed where `value` is undefined. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}
