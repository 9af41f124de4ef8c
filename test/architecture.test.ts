// Checks the import directions and single importers of the design map in README.md, and that the core stays pure.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixedProviders } from '../main/core/providers/registry.ts';

interface Import {
  readonly from: string;
  /** A path from the repository's root for a relative import, otherwise the package or builtin as written. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const root = join(import.meta.dirname, '..');

const withSlashes = (path: string) => path.replaceAll('\\', '/');

function sourceFiles(): readonly string[] {
  return globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: root }).map(withSlashes).sort();
}

/** The code without comments: a comment may name what the code must not use. */
function codeOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

function importsOf(from: string): readonly Import[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]/g;
  return [...codeOf(from).matchAll(statement)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? match[5] ?? '';
    const to = target.startsWith('.') ? withSlashes(normalize(join(dirname(from), target))) : target;
    return { from, to, typeOnly: match[1] !== undefined };
  });
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);

function offenders(wrong: (one: Import) => boolean): readonly string[] {
  return imports.filter(wrong).map(({ from, to }) => `${from} -> ${to}`);
}

const inRoom = (room: string) => (path: string) => path.startsWith(`${room}/`);
const inCore = inRoom('main/core');
const inAdapters = inRoom('main/adapters');
const inShell = inRoom('main/shell');
const inRenderer = inRoom('renderer');
/** The two files that say what a definition of a provider looks like. */
const definitionShape = /^main\/core\/providers\/schema(-dialect)?\.ts$/;
const isBuiltin = (to: string) => to.startsWith('node:');
const isOurs = (to: string) => /^(main|preload|renderer|test|script)\//.test(to);

test('the source files and their imports are found', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(imports.length).toBeGreaterThan(60);
});

describe('import directions', () => {
  test('the core imports only itself, its OAuth room the protocol libraries, and the shape of definitions zod', () => {
    expect(
      offenders(
        ({ from, to }) =>
          inCore(from) &&
          !inCore(to) &&
          !(to === 'oauth4webapi' && from.startsWith('main/core/oauth/')) &&
          to !== 'jose' &&
          !(to === 'zod' && definitionShape.test(from)),
      ),
    ).toEqual([]);
  });

  test('an adapter imports ports and plain data of the core, builtins and its own package', () => {
    const plain =
      /^main\/core\/(ports|result|errors|brand|secret|addresses|vault\/(migrations|sealed-form))\.ts$|^main\/adapters\//;
    const packages = ['undici', 'keytar'];
    expect(
      offenders(
        ({ from, to }) => inAdapters(from) && !plain.test(to) && !isBuiltin(to) && !packages.includes(to),
      ),
    ).toEqual([]);
  });

  test('the shell imports the contract, the core, builtins and Electron', () => {
    expect(
      offenders(
        ({ from, to }) =>
          inShell(from) &&
          !inShell(to) &&
          !inCore(to) &&
          !/^preload\/(contract|parse)\.ts$/.test(to) &&
          to !== 'main/compose.ts' &&
          to !== 'electron' &&
          !isBuiltin(to),
      ),
    ).toEqual([]);
  });

  test('the contract imports nothing and its parser only the contract', () => {
    expect(offenders(({ from }) => from === 'preload/contract.ts')).toEqual([]);
    expect(offenders(({ from, to }) => from === 'preload/parse.ts' && to !== 'preload/contract.ts')).toEqual(
      [],
    );
  });

  test('the window knows of the rest only the contract’s types', () => {
    expect(
      offenders(
        ({ from, to, typeOnly }) =>
          inRenderer(from) &&
          ((isOurs(to) && !inRenderer(to) && !(to === 'preload/contract.ts' && typeOnly)) || isBuiltin(to)),
      ),
    ).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    const targets = Map.groupBy(imports, ({ from }) => from);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (path.includes(file) || done.has(file)) return;
      for (const { to } of targets.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('nothing of the product imports tests or scripts', () => {
    expect(offenders(({ to }) => /^(test|script)\//.test(to))).toEqual([]);
  });
});

describe('single importers', () => {
  const importersOf = (name: string) => [
    ...new Set(imports.filter(({ to }) => to === name).map(({ from }) => from)),
  ];

  test.each([
    ['undici', 'main/adapters/undici-http.ts'],
    ['keytar', 'main/adapters/keytar-keychain.ts'],
    ['node:sqlite', 'main/adapters/sqlite-vault.ts'],
    ['jose', 'main/core/oauth/jws.ts'],
  ])('%s is imported in %s alone', (name, file) => {
    expect(importersOf(name)).toEqual([file]);
  });

  test('zod is imported by the shape of definitions alone', () => {
    expect(importersOf('zod').filter((path) => !definitionShape.test(path))).toEqual([]);
  });

  test.each([
    ['ipcMain', 'main/shell/ipc.ts'],
    ['ipcRenderer', 'preload/index.ts'],
  ])('%s is named in %s alone', (name, file) => {
    const pattern = new RegExp(`\\b${name}\\b`);
    expect(files.filter((path) => pattern.test(codeOf(path)))).toEqual([file]);
  });

  test('Electron is imported in the shell, the entry and the preload script alone', () => {
    const allowed = /^main\/(index\.ts|shell\/)|^preload\/index\.ts$/;
    expect(importersOf('electron').filter((path) => !allowed.test(path))).toEqual([]);
  });

  test('the bridge is named in one file of the window', () => {
    const named = files.filter((path) => inRenderer(path) && /\bwindow\.tokendeck\b/.test(codeOf(path)));
    expect(named).toEqual(['renderer/api.ts']);
  });
});

describe('purity of the core', () => {
  test.each([
    ['fetch', /(?<![.\w])fetch\(/],
    ['timers', /(?<![.\w])set(Timeout|Interval|Immediate)\(/],
    ['the wall clock', /\bDate\.now\(|new Date\(\s*\)|\bperformance\b/],
    ['chance', /Math\.random|getRandomValues|randomUUID|generateRandom/],
    ['the console', /\bconsole\.(log|debug|info|warn|error)\(/],
    ['the process', /\bprocess\.(?!Name)|\bBuffer\b|\brequire\(/],
  ])('%s is reached through a port', (_what, pattern) => {
    expect(files.filter((path) => inCore(path) && pattern.test(codeOf(path)))).toEqual([]);
  });
});

describe('providers are data', () => {
  const inCatalog = inRoom('main/core/providers/catalog');
  const catalog = files.filter(inCatalog);
  const registry = 'main/core/providers/registry.ts';
  const presets = fixedProviders().all();
  const elsewhere = files.filter((path) => !inCatalog(path) && path !== registry);
  const naming = (pattern: RegExp) => elsewhere.filter((path) => pattern.test(codeOf(path)));
  const escaped = (texts: readonly string[]) =>
    texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');

  test('every file of the catalog is in the registry, and its provider is offered', () => {
    expect(catalog.length).toBeGreaterThan(0);
    expect(
      catalog.filter((path) => !imports.some(({ from, to }) => from === registry && to === path)),
    ).toEqual([]);
    expect(presets).toHaveLength(catalog.length);
  });

  test('a file of the catalog imports nothing but what a provider is', () => {
    expect(
      offenders(({ from, to, typeOnly }) => inCatalog(from) && !(to.endsWith('/provider.ts') && typeOnly)),
    ).toEqual([]);
  });

  test('no other file names a provider by its id', () => {
    // These two are also words of the protocols: a scope, and a way to look metadata up.
    const ids = presets.map(({ id }) => id).filter((id) => !['openid', 'oauth2'].includes(id));
    expect(naming(new RegExp(`['"\`](${escaped(ids)})['"\`]`))).toEqual([]);
  });

  test('no other file names a provider’s host', () => {
    const hosts = presets.flatMap(({ endpoints, issuer, whoAmI }) =>
      [...Object.values(endpoints), issuer, whoAmI?.url ?? '']
        .map((address) => URL.parse(address)?.hostname ?? '')
        .filter((host) => host.includes('.') && !host.includes('%7B')),
    );
    expect(new Set(hosts).size).toBeGreaterThan(20);
    expect(naming(new RegExp(`(?<![\\w.-])(${escaped([...new Set(hosts)])})(?![\\w-])`, 'i'))).toEqual([]);
  });
});
