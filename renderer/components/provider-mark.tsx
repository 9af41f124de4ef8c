// Window. The mark of a provider, drawn by us: its first letter on a colour made from its id.

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
  const letter = [...name.trim()][0]?.toUpperCase() ?? '?';
  return (
    <span className={`mark ${size} hue-${hueOf(providerId)}`} aria-hidden="true">
      {letter}
    </span>
  );
}
