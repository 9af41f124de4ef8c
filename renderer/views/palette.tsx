// Window. The command palette: one field that finds accounts and actions, and does them.
import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { Modal } from '../components/modal.tsx';
import { runAction, runVerb } from '../hooks/palette.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { byUse, type Found, find } from '../state/palette.ts';
import { type Hit, hitsOf, isSame, optionId } from '../state/palette-hit.ts';
import { isActionPossible, isVerbPossible } from '../state/palette-possible.ts';
import { actionWords, paletteWords, verbs } from '../text/palette.ts';
import { isMod } from '../text/shortcuts.ts';
import { PaletteFoot, PaletteList } from './palette-list.tsx';

export function Palette() {
  const tokendeck = useTokendeck();
  const { go } = tokendeck;
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const found = useFound(search);
  const hits = useMemo(() => hitsOf(found), [found]);
  const listId = useId();
  const current = hits[Math.min(active, hits.length - 1)];
  const list = useRef<HTMLDivElement>(null);

  /** The focus goes back to where it was before anything moves it on. */
  function closeThen(act: () => void): void {
    go.closeDialog();
    requestAnimationFrame(() => requestAnimationFrame(act));
  }

  function run(hit: Hit, isShown: boolean): void {
    if (hit.kind === 'action') closeThen(() => runAction(tokendeck, hit.id));
    else closeThen(() => runVerb(tokendeck, isShown ? { ...hit.hit, verb: 'show' } : hit.hit));
  }

  function move(to: number): void {
    if (hits.length === 0) return;
    const next = (to + hits.length) % hits.length;
    setActive(next);
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const page = 8;
    switch (event.key) {
      case 'ArrowDown':
        move(active + 1);
        break;
      case 'ArrowUp':
        move(active - 1);
        break;
      case 'PageDown':
        move(Math.min(active + page, hits.length - 1));
        break;
      case 'PageUp':
        move(Math.max(active - page, 0));
        break;
      case 'Enter':
        if (current !== undefined) run(current, isMod(event));
        break;
      case 'k':
        if (!isMod(event)) return;
        go.closeDialog();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <Modal title={paletteWords.title} onClose={go.closeDialog} isPalette>
      <div className="palette-search">
        <Search aria-hidden="true" size={18} />
        <input
          className="search-input"
          role="combobox"
          aria-label={paletteWords.search}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={current === undefined ? undefined : optionId(listId, current)}
          placeholder={paletteWords.search}
          spellCheck="false"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the dialog is this field.
          autoFocus
          value={search}
          maxLength={200}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(0);
            list.current?.scrollTo(0, 0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList
        ref={list}
        id={listId}
        found={found}
        search={search}
        current={current}
        onRun={run}
        onPoint={(hit) => setActive(hits.findIndex((one) => isSame(one, hit)))}
      />
      <PaletteFoot more={found.more} isOnAccount={current?.kind === 'account'} />
      <div className="sr-only" role="status">
        {search === '' ? '' : paletteWords.found(hits.length + found.more)}
      </div>
    </Modal>
  );
}

function useFound(search: string): Found {
  const { store } = useTokendeck();
  const order = useAppState((state) => state.order);
  const accounts = useAppState((state) => state.accounts);
  const used = useMemo(() => byUse(order, accounts), [order, accounts]);
  return useMemo(() => {
    const state = store.get();
    const actions = actionWords
      .filter(({ id }) => isActionPossible(state, id, Date.now()))
      // Each part of the settings has its line only where it is looked for.
      .filter(({ id }) => search.trim() !== '' || !id.startsWith('settings_'))
      .map(({ id, says, also = '' }) => ({ id, text: `${says} ${also}` }));
    return find(search, used, verbs, actions, (verb, account) => isVerbPossible(state, verb, account));
  }, [search, used, store]);
}
