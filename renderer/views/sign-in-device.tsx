// Window. Waiting until somebody has entered the code on another device (RFC 8628 section 3.3).
import { Copy, ExternalLink, LoaderCircle } from 'lucide-react';
import type { SignInView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { CopyLine } from '../components/copy-line.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { TimeLeft } from '../components/time-left.tsx';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { signInWords } from '../text/add.ts';

interface DeviceProps {
  readonly view: Extract<SignInView, { kind: 'device' }>;
  readonly providerName: string;
  readonly onCancel: () => void;
}

export function Device({ view, providerName, onCancel }: DeviceProps) {
  const { accounts, signIns } = useTokendeck();
  return (
    <div className="waiting">
      <p>{signInWords.deviceHint(providerName)}</p>
      <div className="device">
        <div className="device-words">
          <div>
            <h2>{signInWords.code}</h2>
            <p className="device-code">
              <bdi>{view.userCode}</bdi>
            </p>
            <Button
              icon={<Copy aria-hidden="true" size={16} />}
              onPress={() => void accounts.copyText(view.userCode)}
            >
              {signInWords.copyCode}
            </Button>
          </div>
          <div className="device-address">
            <h2>{signInWords.address}</h2>
            <CopyLine text={view.verificationUri} label={signInWords.copyAddress} />
          </div>
        </div>
        <figure className="device-qr">
          <QrCode
            text={view.verificationUriComplete ?? view.verificationUri}
            label={signInWords.qr(view.verificationUri)}
          />
          <figcaption className="hint">{signInWords.qrHint}</figcaption>
        </figure>
      </div>
      <div className="waiting-time">
        <LoaderCircle className="spin" aria-hidden="true" size={16} />
        <TimeLeft until={view.deadline} /> <span aria-hidden="true">{signInWords.left}</span>
      </div>
      {view.pollError !== undefined && (
        <ErrorNote error={view.pollError} tone="soon" more={signInWords.pollTrouble} />
      )}
      <div className="form-actions">
        <Button
          look="primary"
          icon={<ExternalLink aria-hidden="true" size={16} />}
          onPress={() => void signIns.openAgain(view.id)}
        >
          {signInWords.openAddress}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {signInWords.cancel}
        </Button>
      </div>
    </div>
  );
}
