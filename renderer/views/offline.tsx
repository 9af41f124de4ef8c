// Window. One quiet line while there is no network.
import { WifiOff } from 'lucide-react';
import { useAppState } from '../hooks/tokendeck.ts';
import { listWords } from '../text/list.ts';

export function Offline() {
  const isOnline = useAppState((state) => state.isOnline);
  return (
    <div role="status">
      {!isOnline && (
        <p className="offline">
          <WifiOff aria-hidden="true" size={14} />
          {listWords.offline}
        </p>
      )}
    </div>
  );
}
