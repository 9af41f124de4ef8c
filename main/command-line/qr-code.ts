// Command line. An address as a QR code in half blocks, to be read off the screen with a telephone. Pure.
import { encodeQR } from 'qr';

const border = 2;
// White on black and black on white alike in every colour scheme: the light modules must be the light ones.
const colours = '\u001b[30;107m';
const plainAgain = '\u001b[0m';

function block(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}

/** The lines of the picture, or undefined where it does not fit into `columns` or the text into a code. */
export function qrCode(text: string, columns: number): string | undefined {
  const modules = modulesOf(text);
  if (modules === undefined || (modules[0]?.length ?? 0) > columns) return undefined;
  const lines: string[] = [];
  for (let row = 0; row < modules.length; row += 2) {
    const upper = modules[row] ?? [];
    const lower = modules[row + 1];
    const blocks = upper.map((isDark, column) => block(isDark, lower?.[column] ?? false));
    lines.push(`${colours}${blocks.join('')}${plainAgain}\n`);
  }
  return lines.join('');
}

/** True is dark. */
function modulesOf(text: string): readonly (readonly boolean[])[] | undefined {
  try {
    return encodeQR(text, 'raw', { ecc: 'low', border });
  } catch {
    // Too long for any code.
    return undefined;
  }
}
