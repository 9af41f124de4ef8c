// Reads the PNG files that we write, by the standard (ISO/IEC 15948) and not by our writer: eight bits, with opacity.
import { crc32, inflateSync } from 'node:zlib';

export interface ReadPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity for each pixel, row by row. */
  readonly pixels: Uint8Array;
}

const signature = '89504e470d0a1a0a';

/** The picture of a PNG file; throws where the file is not one, is damaged, or is of another kind. */
export function readPng(file: Uint8Array): ReadPicture {
  const bytes = Buffer.from(file);
  if (bytes.subarray(0, 8).toString('hex') !== signature) throw new Error('Not a PNG file.');
  const chunks = readChunks(bytes);
  const header = chunks.get('IHDR');
  if (header === undefined || chunks.get('IEND') === undefined) throw new Error('The file is not whole.');
  if (header.subarray(8).toString('hex') !== '0806000000') throw new Error('Another kind of PNG.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  return {
    width,
    height,
    pixels: unfiltered(inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0)), width, height),
  };
}

function readChunks(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    const name = named.toString('latin1', 0, 4);
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) throw new Error(`${name} is damaged.`);
    chunks.set(name, Buffer.concat([chunks.get(name) ?? Buffer.alloc(0), named.subarray(4)]));
    at += 12 + length;
  }
  return chunks;
}

/** Undoes the filters 0 (none) and 2 (difference from the row above), the only ones that our writer uses. */
function unfiltered(rows: Uint8Array, width: number, height: number): Uint8Array {
  const length = width * 4;
  if (rows.length !== (length + 1) * height) throw new Error('The rows are not as long as the header says.');
  const pixels = new Uint8Array(length * height);
  for (let row = 0; row < height; row += 1) {
    const filter = rows[row * (length + 1)];
    if (filter !== 0 && filter !== 2) throw new Error(`Filter ${filter} is not expected.`);
    for (let at = 0; at < length; at += 1) {
      const above = filter === 2 && row > 0 ? (pixels[(row - 1) * length + at] ?? 0) : 0;
      pixels[row * length + at] = (rows[row * (length + 1) + 1 + at] ?? 0) + above;
    }
  }
  return pixels;
}
