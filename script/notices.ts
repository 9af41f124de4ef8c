// Packaging. The licences of all that is packed and not ours, as these licences ask: of the packages that are in the archive
// and of those whose code is in the bundles, with all that they depend on.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What the sources of the window and of the main process import. */
export const packedPackages: readonly string[] = [
  'jose',
  'keytar',
  'lucide-react',
  'oauth4webapi',
  'qr',
  'react',
  'react-aria-components',
  'react-dom',
  'undici',
  'zod',
];

/** Dependencies that only take part in installing: keytar's way to a binary. */
const forInstalling = new Set(['prebuild-install', 'node-addon-api']);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The folder of a package as seen from another one's, or undefined where it is not installed, as on another system. */
function folderOf(name: string, from: string): string | undefined {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => readManifest(folder) !== undefined);
}

function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function licenceText(folder: string): string | undefined {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  if (names.length === 0) return undefined;
  return names.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}

/**
 * One text with a part for each package, in the order of their names.
 *
 * @param root the folder that node_modules is in
 */
export function notices(root: string): string {
  const found = new Map<string, string>();
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from);
    const manifest = folder === undefined ? undefined : readManifest(folder);
    if (folder === undefined || manifest === undefined || forInstalling.has(name)) return;
    const title = `${name} ${manifest.version}`;
    if (found.has(title)) return;
    found.set(title, licenceText(folder) ?? `Licence: ${manifest.license ?? 'not stated'}`);
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, folder);
  };
  for (const name of packedPackages) visit(name, root);
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, text]) => `${title}\n${'-'.repeat(title.length)}\n\n${text}\n`)
    .join('\n\n');
}
