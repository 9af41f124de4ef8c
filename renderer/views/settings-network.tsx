// Window. Settings of the network: the proxy, and certificate authorities that the system does not know.
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../components/buttons.tsx';
import { Field } from '../components/field.tsx';
import { Refused } from '../components/setting-fields.tsx';
import { useSetting, useSettings } from '../hooks/setting.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { settingsWords } from '../text/settings.ts';

export function Network() {
  return (
    <>
      <ProxyAddress />
      <CaFile />
    </>
  );
}

/** Taken with Enter, or when the field is left. */
function ProxyAddress() {
  const { proxy } = useSettings();
  const { change, error } = useSetting();
  const [text, setText] = useState(proxy);
  // What was refused once is not asked for again.
  const [tried, setTried] = useState(proxy);
  useEffect(() => {
    setText(proxy);
    setTried(proxy);
  }, [proxy]);

  function apply(event?: FormEvent): void {
    event?.preventDefault();
    const wanted = text.trim();
    if (wanted === tried) return;
    setTried(wanted);
    change({ proxy: wanted }, settingsWords.proxySaid(wanted));
  }

  const isRefused = error !== undefined && tried !== proxy && text.trim() === tried;
  return (
    <form onSubmit={apply} onBlur={() => apply()}>
      <Field
        label={settingsWords.proxy}
        hint={settingsWords.proxyHint}
        error={isRefused ? `${error.what} ${error.remedy} ${settingsWords.proxyStays(proxy)}` : undefined}
        value={text}
        onChange={setText}
        inputMode="url"
        maxLength={300}
        isMono
      />
    </form>
  );
}

function CaFile() {
  const { settings } = useTokendeck();
  const { caFile } = useSettings();
  const { change, error, perform } = useSetting();
  return (
    <div className="setting">
      <h3>{settingsWords.caFile}</h3>
      {caFile === '' ? (
        <p>{settingsWords.noCaFile}</p>
      ) : (
        <p className="mono">
          <bdi>{caFile}</bdi>
        </p>
      )}
      <p className="hint">{settingsWords.caFileHint}</p>
      <div className="setting-actions">
        <Button onPress={() => perform(settings.chooseCaFile)}>{settingsWords.chooseCaFile}</Button>
        {caFile !== '' && (
          <Button look="quiet" onPress={() => change({ caFile: '' }, settingsWords.caFileRemoved)}>
            {settingsWords.removeCaFile}
          </Button>
        )}
      </div>
      <Refused error={error} />
    </div>
  );
}
