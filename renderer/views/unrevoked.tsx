// Window. Removed accounts whose tokens could not be revoked: a quiet line for each, until the person puts it away.
import { ClipboardList, TriangleAlert } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { common, errorDetails } from '../text/common.ts';
import { unrevokedSentence } from '../text/removal.ts';

export function UnrevokedNotes() {
  const { accounts, removals } = useTokendeck();
  const unrevoked = useAppState((state) => state.unrevoked);
  return (
    <div role="status">
      {unrevoked.map(({ id, ended }) => {
        const { error } = ended.removal;
        return (
          <div className="notices soon" key={id}>
            <TriangleAlert aria-hidden="true" size={16} />
            <div>
              <p>{unrevokedSentence(ended)}</p>
              {error !== undefined && <p>{error.what}</p>}
            </div>
            {error !== undefined && (
              <Button
                look="quiet"
                icon={<ClipboardList aria-hidden="true" size={14} />}
                onPress={() => void accounts.copyText(errorDetails(error))}
              >
                {common.copyDetails}
              </Button>
            )}
            <Button look="quiet" onPress={() => removals.putAway(id)}>
              {common.gotIt}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
