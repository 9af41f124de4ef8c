// Main process. Writes pictures as PNG (ISO/IEC 15948): what trays and packages take on every system.
import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './drawing.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const bitsPerChannel = 8;
const redGreenBlueOpacity = 6;

/** The picture as a PNG file: eight bits for each of red, green, blue and opacity. */
export function png({ size, pixels }: Picture): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, size);
  view.setUint32(4, size);
  header.set([bitsPerChannel, redGreenBlueOpacity], 8);
  return Buffer.concat([
    Uint8Array.from(signature),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered(size, pixels), { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Each row as its difference from the one above (filter 2), which even shapes and gradients make small. */
function filtered(size: number, pixels: Uint8Array): Uint8Array {
  const width = size * 4;
  const rows = new Uint8Array(size * (width + 1));
  for (let row = 0; row < size; row += 1) {
    rows[row * (width + 1)] = 2;
    for (let at = 0; at < width; at += 1) {
      const above = row === 0 ? 0 : (pixels[(row - 1) * width + at] ?? 0);
      rows[row * (width + 1) + 1 + at] = (pixels[row * width + at] ?? 0) - above;
    }
  }
  return rows;
}

/** Length, name, content and the checksum over name and content. */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(content.length + 12);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(name, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, content.length + 8)), content.length + 8);
  return bytes;
}
