// Window. Settings of notifications: what about, how early, and a pause.
import { useEffect, useRef } from 'react';
import type { NoticeKind } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Check } from '../components/choices.tsx';
import { Refused, SettingSpan } from '../components/setting-fields.tsx';
import { Moment } from '../components/time-left.tsx';
import { useSetting, useSettings } from '../hooks/setting.ts';
import { useAppState, useNow } from '../hooks/tokendeck.ts';
import { pauseEnd, pauses } from '../state/pause.ts';
import { noticeKinds, settingsWords } from '../text/settings.ts';

const kinds = Object.keys(noticeKinds) as readonly NoticeKind[];

export function Notifications() {
  const { notifyKinds } = useSettings();
  const isPossible = useAppState((state) => state.app.desktop.notifications);
  return (
    <>
      {!isPossible && <p>{settingsWords.noNotifications}</p>}
      <Kinds isPossible={isPossible} />
      <SettingSpan
        setting="notifyBeforeMs"
        label={settingsWords.notifyBefore}
        hint={settingsWords.notifyBeforeHint}
        isDisabled={!isPossible || !notifyKinds.includes('expiring')}
      />
      {isPossible && <Pause />}
    </>
  );
}

function Kinds({ isPossible }: { readonly isPossible: boolean }) {
  const { notifyKinds } = useSettings();
  const { change, error } = useSetting();

  function choose(kind: NoticeKind, on: boolean): void {
    const { label } = noticeKinds[kind];
    change(
      { notifyKinds: kinds.filter((one) => (one === kind ? on : notifyKinds.includes(one))) },
      on ? settingsWords.on(label) : settingsWords.off(label),
    );
  }

  return (
    <fieldset className="ticks">
      <legend>{settingsWords.notifyKinds}</legend>
      {kinds.map((kind) => (
        <Check
          key={kind}
          label={noticeKinds[kind].label}
          hint={noticeKinds[kind].hint}
          isSelected={isPossible && notifyKinds.includes(kind)}
          isDisabled={!isPossible}
          onChange={(on) => choose(kind, on)}
        />
      ))}
      <Refused error={error} />
    </fieldset>
  );
}

function Pause() {
  const { notifyPausedUntil } = useSettings();
  const now = useNow('minute');
  const { change, error } = useSetting();
  const isPaused = notifyPausedUntil > now;
  const place = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);

  function pauseUntil(until: number, said: string): void {
    wasPressed.current = true;
    change({ notifyPausedUntil: until }, said);
  }

  // The button that was pressed gives way to another, which takes the focus, unless the person is elsewhere by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about nothing but that change.
  useEffect(() => {
    if (!wasPressed.current) return;
    wasPressed.current = false;
    if (document.activeElement === document.body) place.current?.querySelector('button')?.focus();
  }, [isPaused]);

  return (
    <div className="setting-actions" ref={place}>
      <p>
        {isPaused ? (
          <>
            {settingsWords.pausedUntil} <Moment at={notifyPausedUntil} />
          </>
        ) : (
          settingsWords.notPaused
        )}
      </p>
      {isPaused ? (
        <Button onPress={() => pauseUntil(0, settingsWords.resumed)}>{settingsWords.resume}</Button>
      ) : (
        pauses.map((pause) => (
          <Button
            key={pause}
            onPress={() => pauseUntil(pauseEnd(pause, Date.now()), settingsWords.paused[pause])}
          >
            {settingsWords.pauses[pause]}
          </Button>
        ))
      )}
      <Refused error={error} />
    </div>
  );
}
