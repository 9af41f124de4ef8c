// Window. What the command palette has found, in two parts, and what its keys do.
import type { ReactNode, Ref } from 'react';
import { MenuKeys } from '../components/menu-keys.tsx';
import { ProviderMark } from '../components/provider-mark.tsx';
import { Whose } from '../components/whose.tsx';
import type { AccountHit, ActionId, Found } from '../state/palette.ts';
import { type Hit, isSame, optionId } from '../state/palette-hit.ts';
import { actionWords, paletteWords, verbSentence } from '../text/palette.ts';
import { chordKeys, modEnter, shortcutHint } from '../text/shortcuts.ts';
import { statusWords } from '../text/status.ts';

interface PaletteListProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly found: Found;
  readonly search: string;
  readonly current: Hit | undefined;
  readonly onRun: (hit: Hit, isShown: boolean) => void;
  readonly onPoint: (hit: Hit) => void;
}

export function PaletteList({ ref, id, found, search, current, onRun, onPoint }: PaletteListProps) {
  const line = (hit: Hit) => ({
    id: optionId(id, hit),
    isCurrent: current !== undefined && isSame(current, hit),
    onRun: () => onRun(hit, false),
    onPoint: () => onPoint(hit),
  });
  const accounts = found.accounts.length > 0 && (
    <Part name={paletteWords.accounts} key="accounts">
      {found.accounts.map((hit) => {
        const props = line({ kind: 'account', hit });
        return (
          <Line {...props} key={props.id}>
            <AccountLine hit={hit} />
          </Line>
        );
      })}
    </Part>
  );
  const actions = found.actions.length > 0 && (
    <Part name={paletteWords.actions} key="actions">
      {found.actions.map((action) => {
        const props = line({ kind: 'action', id: action });
        return (
          <Line {...props} key={props.id}>
            <ActionLine action={action} />
          </Line>
        );
      })}
    </Part>
  );
  if (found.accounts.length + found.actions.length === 0) {
    return (
      <div className="palette-none" id={id}>
        <p className="no-match-what">{paletteWords.none(search)}</p>
        <p>{paletteWords.noneHint}</p>
      </div>
    );
  }
  return (
    <div
      className="palette-hits"
      ref={ref}
      id={id}
      role="listbox"
      aria-label={paletteWords.hits}
      tabIndex={-1}
    >
      {found.isActionsFirst ? [actions, accounts] : [accounts, actions]}
    </div>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box.
    <div role="group" aria-label={name}>
      <p className="menu-head" aria-hidden="true">
        {name}
      </p>
      {children}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly onRun: () => void;
  readonly onPoint: () => void;
  readonly children: ReactNode;
}

/** The keys are those of the field, which keeps the focus. */
function Line({ id, isCurrent, onRun, onPoint, children }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
    <div
      className="palette-item"
      id={id}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      onClick={onRun}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

function wordsOf(action: ActionId): string {
  return actionWords.find(({ id }) => id === action)?.says ?? '';
}

function AccountLine({ hit: { account, verb } }: { readonly hit: AccountHit }) {
  const { tone, word } = statusWords(account.status);
  return (
    <>
      {/* Said first, and shown last. */}
      <span className="palette-does">
        {verbSentence(verb, account)}
        <span className="sr-only">: </span>
      </span>
      <ProviderMark providerId={account.providerId} name={account.providerName} />
      <span className="palette-text">
        <span className="row-label">
          <bdi>{account.label}</bdi>
          <span className="sr-only">, </span>
        </span>
        <span className="row-sub">
          <Whose account={account} /> · <span className={`status ${tone}`}>{word}</span>
        </span>
      </span>
    </>
  );
}

function ActionLine({ action }: { readonly action: ActionId }) {
  const shortcut = actionWords.find(({ id }) => id === action)?.shortcut;
  return (
    <>
      <span className="palette-text">{wordsOf(action)}</span>
      {shortcut !== undefined && <MenuKeys shortcut={shortcut} />}
    </>
  );
}

interface PaletteFootProps {
  readonly more: number;
  readonly isOnAccount: boolean;
}

export function PaletteFoot({ more, isOnAccount }: PaletteFootProps) {
  return (
    <div className="palette-foot">
      {more > 0 && <p>{paletteWords.more(more)}</p>}
      <p className="palette-keys">
        <span>
          <kbd>↵</kbd> {paletteWords.runs}
        </span>
        {isOnAccount && (
          <span>
            {chordKeys(modEnter).map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{' '}
            {paletteWords.shows}
          </span>
        )}
        <span>
          <kbd>{shortcutHint('close')}</kbd> {paletteWords.closes}
        </span>
      </p>
    </div>
  );
}
