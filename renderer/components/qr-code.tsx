// Window. A text as a QR code: dark on white in every theme, because few cameras read it the other way round.
import { encodeQR } from 'qr';
import { useMemo } from 'react';

/** In modules on each side, as ISO/IEC 18004 demands. */
const quiet = 4;

interface QrCodeProps {
  readonly text: string;
  /** For those who cannot see it. */
  readonly label: string;
}

/** Nothing where the text is too long for a code. */
export function QrCode({ text, label }: QrCodeProps) {
  const drawn = useMemo(() => drawing(text), [text]);
  if (drawn === undefined) return null;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      shapeRendering="crispEdges"
    >
      <rect className="qr-ground" width={drawn.size} height={drawn.size} />
      <path className="qr-code" d={drawn.path} />
    </svg>
  );
}

function drawing(text: string): { readonly size: number; readonly path: string } | undefined {
  try {
    const rows = encodeQR(text, 'raw', { border: quiet });
    return { size: rows.length, path: rows.map(rowPath).join('') };
  } catch {
    return undefined;
  }
}

/** One rectangle for each run of dark modules. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const start = x;
    while (row[x + 1] === true) x += 1;
    const width = x - start + 1;
    path += `M${start} ${y}h${width}v1h-${width}z`;
  }
  return path;
}
