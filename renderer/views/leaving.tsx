// Window. What was removed a moment ago, with a way to have it back as long as there is one.
import { Undo2 } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { MenuKeys } from '../components/menu-keys.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { undoRemoval } from '../hooks/undo.ts';
import { leavingSentence, removeWords } from '../text/removal.ts';

export function Leaving() {
  const tokendeck = useTokendeck();
  const leaving = useAppState((state) => state.leaving);
  const last = leaving.at(-1)?.account.label;
  return (
    <div className="leaving-place" role="status">
      {last !== undefined && (
        <div className="leaving">
          <p>{leavingSentence(last, leaving.length)}</p>
          <Button
            look="quiet"
            shortcut="undo"
            label={removeWords.undoOf(last)}
            icon={<Undo2 aria-hidden="true" size={16} />}
            onPress={() => undoRemoval(tokendeck)}
          >
            {removeWords.undo}
          </Button>
          <MenuKeys shortcut="undo" />
        </div>
      )}
    </div>
  );
}
