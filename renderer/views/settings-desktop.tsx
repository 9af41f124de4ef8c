// Window. Settings that need no more than a switch or a choice: appearance, start, clipboard, lock.
import { LockKeyhole } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { Radios } from '../components/choices.tsx';
import { Refused, SettingSpan, SettingSwitch } from '../components/setting-fields.tsx';
import { useSetting, useSettings } from '../hooks/setting.ts';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { settingsWords } from '../text/settings.ts';

const themes = ['system', 'light', 'dark'] as const;

export function Appearance() {
  const { theme } = useSettings();
  const { change, error } = useSetting();
  return (
    <div>
      <Radios
        label={settingsWords.theme}
        isInLine
        choices={themes.map((value) => ({ value, label: settingsWords.themes[value] }))}
        value={theme}
        onChange={(chosen) =>
          change({ theme: chosen }, settingsWords.chosen(settingsWords.theme, settingsWords.themes[chosen]))
        }
      />
      <Refused error={error} />
    </div>
  );
}

export function Start() {
  const { startAtLogin } = useSettings();
  const desktop = useAppState((state) => state.app.desktop);
  const startsAtLogin = startAtLogin && desktop.startAtLogin;
  const noTray = desktop.tray ? undefined : settingsWords.noTray;
  return (
    <>
      <SettingSwitch
        setting="startAtLogin"
        label={settingsWords.startAtLogin}
        hint={settingsWords.startAtLoginHint}
        impossible={desktop.startAtLogin ? undefined : settingsWords.noStartAtLogin}
      />
      <SettingSwitch
        setting="startHidden"
        label={settingsWords.startHidden}
        hint={settingsWords.startHiddenHint}
        impossible={noTray ?? (startsAtLogin ? undefined : settingsWords.startHiddenWithoutLogin)}
      />
      <SettingSwitch
        setting="closeToTray"
        label={settingsWords.closeToTray}
        hint={settingsWords.closeToTrayHint}
        impossible={noTray}
      />
    </>
  );
}

export function Clipboard() {
  return (
    <SettingSpan
      setting="clipboardClearMs"
      label={settingsWords.clipboardClear}
      hint={settingsWords.clipboardClearHint}
    />
  );
}

export function Lock() {
  const { vault } = useTokendeck();
  const desktop = useAppState((state) => state.app.desktop);
  const keptIn = useAppState(({ app }) => (app.vault.kind === 'open' ? app.vault.secretsKeptIn : 'system'));
  return (
    <>
      <SettingSpan
        setting="lockAfterIdleMs"
        label={settingsWords.lockAfterIdle}
        hint={settingsWords.lockAfterIdleHint[keptIn]}
      />
      <SettingSwitch
        setting="lockWithScreen"
        label={settingsWords.lockWithScreen}
        hint={settingsWords.lockWithScreenHint}
      />
      <SettingSwitch
        setting="showNamesWhileLocked"
        label={settingsWords.showNames}
        hint={settingsWords.showNamesHint}
      />
      <SettingSwitch
        setting="contentProtection"
        label={settingsWords.contentProtection}
        hint={settingsWords.contentProtectionHint}
        impossible={desktop.contentProtection ? undefined : settingsWords.noContentProtection}
      />
      <div className="setting-actions">
        <Button
          shortcut="lock"
          icon={<LockKeyhole aria-hidden="true" size={14} />}
          onPress={() => void vault.lock()}
        >
          {settingsWords.lockNow}
        </Button>
      </div>
    </>
  );
}
