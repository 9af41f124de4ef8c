// Window. The mark of a provider, drawn by us; where the provider is gone, its first letter on a colour made from its id.
import type { MarkView } from '../../preload/contract.ts';
import { useAppState } from '../hooks/tokendeck.ts';

/** The hues are defined in styles/marks.css; each keeps its contrast in both themes. */
const hues = 24;

function hueOf(providerId: string): number {
  // Start and factor were chosen so that the first presets differ well.
  let sum = 99;
  for (const character of providerId) sum = (sum * 131 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

interface ProviderMarkProps {
  readonly providerId: string;
  readonly name: string;
  readonly size?: 'small' | 'large';
}

export function ProviderMark({ providerId, name, size = 'small' }: ProviderMarkProps) {
  const mark = useAppState((state) => state.app.providers.find(({ id }) => id === providerId)?.mark);
  return mark === undefined ? (
    <span className={`mark ${size} hue-${hueOf(providerId)}`} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase() ?? '?'}
    </span>
  ) : (
    <Drawn mark={mark} size={size} />
  );
}

function Drawn({ mark, size }: { readonly mark: MarkView; readonly size: 'small' | 'large' }) {
  return (
    <span className={`mark ${size} hue-${mark.hue % hues}`} aria-hidden="true">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={mark.path} fillRule="evenodd" />
      </svg>
    </span>
  );
}
