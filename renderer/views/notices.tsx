// Window. What was found at the start and should be known: said once, at the top, until it is put away.
import { Info } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';

export function Notices() {
  const { go } = useTokendeck();
  const notices = useAppState((state) => state.app.notices);
  const read = useAppState((state) => state.noticesRead);
  if (read || notices.length === 0) return null;
  return (
    <div className="notices" role="status">
      <Info aria-hidden="true" size={16} />
      <div>
        {notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
      </div>
      <Button look="quiet" onPress={go.readNotices}>
        {common.gotIt}
      </Button>
    </div>
  );
}
