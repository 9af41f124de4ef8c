// Window. A setting as a switch or as one of a few spans, with the reason where it was refused.
import type { ErrorView, SettingsView } from '../../preload/contract.ts';
import { useSetting, useSettings } from '../hooks/setting.ts';
import { type SpanSetting, settingsWords, spanName, spans } from '../text/settings.ts';
import { Select } from './choices.tsx';
import { Switch } from './switch.tsx';

export function Refused({ error }: { readonly error: ErrorView | undefined }) {
  return (
    <div className="refused" role="alert">
      {error !== undefined && (
        <p className="field-error">
          {error.what} {error.remedy}
        </p>
      )}
    </div>
  );
}

type BooleanSetting = {
  [K in keyof SettingsView]: SettingsView[K] extends boolean ? K : never;
}[keyof SettingsView];

interface SettingSwitchProps {
  readonly setting: BooleanSetting;
  readonly label: string;
  readonly hint: string;
  /** Why it has no effect here: it is shown in place of the hint, and the switch is off. */
  readonly impossible?: string | undefined;
}

export function SettingSwitch({ setting, label, hint, impossible }: SettingSwitchProps) {
  const settings = useSettings();
  const { change, error } = useSetting();
  return (
    <div>
      <Switch
        label={label}
        hint={impossible ?? hint}
        isSelected={settings[setting] && impossible === undefined}
        isDisabled={impossible !== undefined}
        onChange={(on) => change({ [setting]: on }, on ? settingsWords.on(label) : settingsWords.off(label))}
      />
      <Refused error={error} />
    </div>
  );
}

interface SettingSpanProps {
  readonly setting: SpanSetting;
  readonly label: string;
  readonly hint: string;
  readonly isDisabled?: boolean;
}

export function SettingSpan({ setting, label, hint, isDisabled }: SettingSpanProps) {
  const value = useSettings()[setting];
  const { change, error } = useSetting();
  const offered: readonly number[] = spans[setting];
  // A value from the file may be another than those offered.
  const all = offered.includes(value) ? offered : [value, ...offered];
  return (
    <div>
      <Select
        label={label}
        hint={hint}
        isDisabled={isDisabled === true}
        choices={all.map((span) => ({ value: String(span), label: spanName(setting, span) }))}
        value={String(value)}
        onChange={(chosen) => {
          const span = Number(chosen);
          change({ [setting]: span }, settingsWords.chosen(label, spanName(setting, span)));
        }}
      />
      <Refused error={error} />
    </div>
  );
}
