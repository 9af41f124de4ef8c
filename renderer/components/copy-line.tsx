// Window. A text that is wanted elsewhere, with a button that copies it. Not for secrets.
import { Copy } from 'lucide-react';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { IconButton } from './buttons.tsx';

interface CopyLineProps {
  readonly text: string;
  /** The button's name. */
  readonly label: string;
}

export function CopyLine({ text, label }: CopyLineProps) {
  const { accounts } = useTokendeck();
  return (
    <div className="copy-line">
      <code>
        <bdi>{text}</bdi>
      </code>
      <IconButton label={label} onPress={() => void accounts.copyText(text)}>
        <Copy aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}
