// Window. Where secrets are kept, and the way to another key, to a backup and back.
import { Download, KeyRound, Upload } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { keptInSentences, settingsWords } from '../text/settings.ts';

export function Secrets() {
  const { go } = useTokendeck();
  const vault = useAppState((state) => state.app.vault);
  return (
    <>
      <div className="setting">
        <h3>{settingsWords.keptIn}</h3>
        {vault.kind === 'open' && <p>{keptInSentences[vault.secretsKeptIn]}</p>}
        <div className="setting-actions">
          <Button
            icon={<KeyRound aria-hidden="true" size={14} />}
            onPress={() => go.openDialog({ kind: 'change_key' })}
          >
            {settingsWords.changeKey}
          </Button>
        </div>
      </div>
      <div className="setting">
        <h3>{settingsWords.backup}</h3>
        <p>{settingsWords.backupHint}</p>
        <div className="setting-actions">
          <Button
            icon={<Upload aria-hidden="true" size={14} />}
            onPress={() => go.openDialog({ kind: 'export' })}
          >
            {settingsWords.export}
          </Button>
          <Button
            icon={<Download aria-hidden="true" size={14} />}
            onPress={() => go.openDialog({ kind: 'import' })}
          >
            {settingsWords.import}
          </Button>
        </div>
      </div>
    </>
  );
}
