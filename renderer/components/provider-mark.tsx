// Window. The mark of a provider, drawn by us: its first letter on a colour made from its id.

/** Twelve hues are defined in styles/marks.css; each keeps its contrast in both themes. */
const hues = 12;

function hueOf(providerId: string): number {
  let sum = 7;
  for (const character of providerId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
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
