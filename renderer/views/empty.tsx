// Window. No account yet: what this is, where secrets live, and how to begin.
import { KeyRound, Plus } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { paneIds } from '../hooks/panes.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { emptyWords } from '../text/list.ts';

export function Empty() {
  const { go } = useTokendeck();
  const vault = useAppState((state) => state.app.vault);
  const practice = useAppState((state) =>
    state.app.providers.find((provider) => provider.clientId !== undefined),
  );
  return (
    <div className="empty">
      <KeyRound className="empty-shape" aria-hidden="true" size={40} strokeWidth={1.25} />
      <h1 id={paneIds.panelTitle} tabIndex={-1}>
        {emptyWords.title}
      </h1>
      <p>{emptyWords.what}</p>
      {vault.kind === 'open' && <p className="hint">{emptyWords.where[vault.secretsKeptIn]}</p>}
      <div className="empty-actions">
        <Button
          id={paneIds.firstAction}
          look="primary"
          shortcut="add"
          icon={<Plus aria-hidden="true" size={16} />}
          onPress={go.add}
        >
          {emptyWords.add}
        </Button>
        {practice !== undefined && (
          <Button onPress={() => go.enterClient(practice)}>{emptyWords.practice(practice.name)}</Button>
        )}
        <Button look="quiet" onPress={() => go.openDialog({ kind: 'import' })}>
          {emptyWords.restore}
        </Button>
      </div>
    </div>
  );
}
