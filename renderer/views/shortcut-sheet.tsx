// Window. All shortcuts at a glance, made from the same list that the keys use.
import { Fragment } from 'react';
import { Modal } from '../components/modal.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { listWords } from '../text/list.ts';
import { chordKeys, listKeys, shortcuts } from '../text/shortcuts.ts';

export function ShortcutSheet() {
  const { go } = useTokendeck();
  const lines = [
    ...listKeys.map(({ says, keys }) => ({ says, chords: keys.map((key) => [key]) })),
    ...shortcuts.map(({ says, chords }) => ({ says, chords: chords.map(chordKeys) })),
  ];
  return (
    <Modal title={listWords.shortcuts} onClose={go.closeDialog} isWide isClosedAtTop>
      <dl className="shortcuts">
        {lines.map(({ says, chords }) => (
          <div className="shortcut" key={says}>
            <dt>{says}</dt>
            <dd>
              {chords.map((keys) => (
                <span className="chord" key={keys.join(' ')}>
                  {keys.map((key) => (
                    <Fragment key={key}>
                      <kbd>{key}</kbd>
                    </Fragment>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
