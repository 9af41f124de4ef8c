import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrCode } from '../../../main/command-line/qr-code.ts';

const scale = 6;
const colours = '\u001b[30;107m';
const plainAgain = '\u001b[0m';
const shades: Readonly<Record<string, readonly [boolean, boolean]>> = {
  '█': [true, true],
  '▀': [true, false],
  '▄': [false, true],
  ' ': [false, false],
};

/** What a camera sees of the picture, in which `30;107` is black on white. */
function photograph(picture: string) {
  const lines = picture
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.startsWith(colours) && line.endsWith(plainAgain)
        ? line.slice(colours.length, -plainAgain.length)
        : 'not in colour',
    );
  const rows = lines.flatMap((line) => {
    const halves = [...line].map((block) => shades[block] ?? [false, false]);
    return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
  });
  const width = (rows[0]?.length ?? 0) * scale;
  const height = rows.length * scale;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ?? false;
      data.set(isDark ? [0, 0, 0, 255] : [255, 255, 255, 255], (y * width + x) * 4);
    }
  return { width, height, data };
}

test.each([
  'https://id.example/device',
  'https://id.example/device?user_code=WDJB-MJHT',
  `https://id.example/device?user_code=${'A'.repeat(200)}`,
])('a camera reads %s', (text) => {
  const picture = qrCode(text, 200) ?? '';
  expect(decodeQR(photograph(picture))).toBe(text);
});

test('nothing is drawn where it would be broken, or where the text does not fit', () => {
  const [first = ''] = (qrCode('https://id.example/device', 200) ?? '').split('\n');
  const width = first.length - colours.length - plainAgain.length;
  expect(qrCode('https://id.example/device', width)).toBeDefined();
  expect(qrCode('https://id.example/device', width - 1)).toBeUndefined();
  expect(qrCode('x'.repeat(5000), 10_000)).toBeUndefined();
});

test('nothing of a hostile text reaches the terminal as it is', () => {
  expect(qrCode('\u001b]0;owned\u0007', 200)).not.toContain('owned');
});
