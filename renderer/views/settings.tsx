// Window. The settings: one part at a time, and each change takes effect at once.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { PaneTitle } from '../components/pane-title.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { type SettingsSection, settingsSections } from '../state/app-state.ts';
import { sectionNames, settingsWords } from '../text/settings.ts';
import { About } from './about.tsx';
import { Appearance, Clipboard, Lock, Start } from './settings-desktop.tsx';
import { Network } from './settings-network.tsx';
import { Notifications } from './settings-notifications.tsx';
import { Secrets } from './settings-secrets.tsx';

const parts: Readonly<Record<SettingsSection, () => React.ReactNode>> = {
  appearance: Appearance,
  start: Start,
  notifications: Notifications,
  clipboard: Clipboard,
  lock: Lock,
  network: Network,
  secrets: Secrets,
  about: About,
};

export function Settings({ section }: { readonly section: SettingsSection }) {
  const { go } = useTokendeck();
  return (
    <div className="panel-body">
      <PaneTitle onBack={go.back}>{settingsWords.title}</PaneTitle>
      <div className="settings">
        <Tabs
          className="settings-parts"
          orientation="vertical"
          selectedKey={section}
          onSelectionChange={(key) => {
            const known = settingsSections.find((one) => one === key);
            if (known !== undefined) go.settings(known);
          }}
        >
          <TabList className="settings-list" aria-label={settingsWords.sections}>
            {settingsSections.map((one) => (
              <Tab className="settings-tab" id={one} key={one}>
                {sectionNames[one]}
              </Tab>
            ))}
          </TabList>
          {settingsSections.map((one) => {
            const Part = parts[one];
            return (
              <TabPanel className="settings-part" id={one} key={one}>
                <h2>{sectionNames[one]}</h2>
                <Part />
              </TabPanel>
            );
          })}
        </Tabs>
      </div>
    </div>
  );
}
