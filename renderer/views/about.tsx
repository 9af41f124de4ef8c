// Window. About this Tokendeck: versions, where its data is, the licence.
import { ClipboardList, FolderOpen } from 'lucide-react';
import type { AboutView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Fact } from '../components/fact.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { aboutWords } from '../text/settings.ts';

function linesOf(about: AboutView): readonly (readonly [name: string, value: string])[] {
  const lines: readonly (readonly [name: string, value: string])[] = [
    [aboutWords.version, about.version],
    [aboutWords.electron, about.electron === '' ? aboutWords.notElectron : about.electron],
    [aboutWords.chromium, about.chromium],
    [aboutWords.node, about.node],
    [aboutWords.system, about.system],
    [aboutWords.data, about.dataDirectory],
  ];
  return lines.filter(([, value]) => value !== '');
}

export function About() {
  const { accounts, settings } = useTokendeck();
  const about = useAppState((state) => state.app.about);
  const lines = linesOf(about);
  return (
    <>
      <dl>
        {lines.map(([name, value]) => (
          <Fact name={name} key={name}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
      </dl>
      <div className="setting-actions">
        <Button
          icon={<FolderOpen aria-hidden="true" size={14} />}
          onPress={() => void settings.showDataFolder()}
        >
          {aboutWords.show}
        </Button>
        <Button
          icon={<ClipboardList aria-hidden="true" size={14} />}
          onPress={() => void accounts.copyText(lines.map(([name, value]) => `${name}: ${value}`).join('\n'))}
        >
          {aboutWords.copy}
        </Button>
      </div>
      <div className="setting">
        <h3>{aboutWords.licence}</h3>
        <p>{aboutWords.licenceWhat}</p>
      </div>
    </>
  );
}
