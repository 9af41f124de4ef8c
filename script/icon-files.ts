// Packaging. Icon files that hold several pictures, each of them a PNG file: Windows's .ico and Apple's .icns.

export interface SizedPng {
  /** Width and height in pixels. */
  readonly size: number;
  readonly png: Uint8Array;
}

/** A Windows icon with pictures of up to 256 pixels. Layout: ICONDIR and ICONDIRENTRY; PNG entries since Windows Vista. */
export function ico(pictures: readonly SizedPng[]): Uint8Array {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = 6 + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // One byte each, where 0 stands for 256.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** The types of PNG entries in Apple's icons by pixels: of plain screens, and of those with two pixels for a point. */
const icnsTypes: ReadonlyMap<number, readonly string[]> = new Map([
  [32, ['ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
]);

/** The sizes that an Apple icon takes as PNG, in pixels. */
export const icnsSizes: readonly number[] = [...icnsTypes.keys()];

/** An Apple icon. Layout: `icns` and the length of the file, then for each picture its type, length and PNG file. */
export function icns(pictures: readonly SizedPng[]): Uint8Array {
  const entries = pictures.flatMap(({ size, png }) =>
    (icnsTypes.get(size) ?? []).map((type) => part(type, png)),
  );
  return part('icns', Buffer.concat(entries));
}

/** Four letters, the length of all in big-endian bytes, and the content. */
function part(name: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
