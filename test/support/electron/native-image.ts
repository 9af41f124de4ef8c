// Test equipment: the stand-in for Electron. The `nativeImage` module: pictures that nobody sees, each of whole PNG files.
import type { AddRepresentationOptions, NativeImage as ElectronImage, Size } from 'electron';
import { readPng } from '../read-png.ts';
import { checkKeys, strict } from './strict.ts';

interface Representation {
  readonly scaleFactor: number;
  readonly png: Buffer;
  /** In pixels. */
  readonly size: Size;
}

type Implemented = Pick<
  ElectronImage,
  | 'addRepresentation'
  | 'getScaleFactors'
  | 'getSize'
  | 'isEmpty'
  | 'isTemplateImage'
  | 'setTemplateImage'
  | 'toPNG'
>;

/** Electron makes an empty picture of what it cannot read; here that is a mistake to be found. */
function readRepresentation(file: unknown, scaleFactor: number): Representation {
  if (!Buffer.isBuffer(file)) throw new TypeError('Error processing argument: a Buffer is expected.');
  const { width, height } = readPng(file);
  return { scaleFactor, png: Buffer.from(file), size: { width, height } };
}

export class StandInImage implements Implemented {
  private readonly representations = new Map<number, Representation>();
  private template = false;

  addRepresentation(options: AddRepresentationOptions): void {
    checkKeys('addRepresentation', options, ['scaleFactor', 'buffer']);
    const { scaleFactor = 1, buffer } = options;
    this.representations.set(scaleFactor, readRepresentation(buffer, scaleFactor));
  }

  getScaleFactors(): number[] {
    return [...this.representations.keys()];
  }

  /** In points, of the picture for this scale or the one nearest to it. */
  getSize(scaleFactor = 1): Size {
    const found = this.nearest(scaleFactor);
    if (found === undefined) return { width: 0, height: 0 };
    const points = (pixels: number): number => Math.round(pixels / found.scaleFactor);
    return { width: points(found.size.width), height: points(found.size.height) };
  }

  isEmpty(): boolean {
    return this.representations.size === 0;
  }

  setTemplateImage(option: boolean): void {
    this.template = option;
  }

  isTemplateImage(): boolean {
    return this.template;
  }

  toPNG({ scaleFactor = 1 }: { readonly scaleFactor?: number } = {}): Buffer {
    return Buffer.from(this.nearest(scaleFactor)?.png ?? Buffer.alloc(0));
  }

  private nearest(scaleFactor: number): Representation | undefined {
    const far = (one: Representation): number => Math.abs(one.scaleFactor - scaleFactor);
    return [...this.representations.values()].sort((one, other) => far(one) - far(other))[0];
  }
}

function createEmpty(): StandInImage {
  return strict('NativeImage', new StandInImage());
}

/** Electron's `nativeImage`. */
export const nativeImage = strict('nativeImage', {
  createEmpty,
  createFromBuffer(buffer: Buffer, options: { readonly scaleFactor?: number } = {}): StandInImage {
    checkKeys('createFromBuffer', options, ['scaleFactor']);
    const image = createEmpty();
    image.addRepresentation({ ...options, buffer });
    return image;
  },
});

/** Throws unless it is a picture of this module with something on it. */
export function needImage(what: string, image: unknown): StandInImage {
  if (image instanceof StandInImage && !image.isEmpty()) return image;
  throw new TypeError(`${what} was given no picture that can be seen.`);
}
