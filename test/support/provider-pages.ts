// Test equipment. The tables of providers in README.md and docs/providers.md, made from the presets: `npm run pages`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FlowKind, Provider } from '../../main/core/providers/provider.ts';
import { redirectText } from '../../main/core/providers/redirect.ts';
import { fixedProviders } from '../../main/core/providers/registry.ts';

const flowNames: Readonly<Record<FlowKind, string>> = {
  authorization_code: 'browser',
  device_code: 'device code',
  client_credentials: 'client credentials',
};

const secretWords = {
  required: 'secret',
  optional: 'secret if the client has one',
  none: 'no secret',
} as const;

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function flows({ flows: all }: Provider): string {
  return all.map(({ kind }) => flowNames[kind]).join(', ');
}

function redirect(provider: Provider): string {
  const isBrowser = provider.flows.some(({ kind }) => kind === 'authorization_code');
  return isBrowser ? `\`${redirectText(provider.redirect)}\`` : 'none';
}

function secrets({ flows: all }: Provider): string {
  const byWord = Map.groupBy(all, ({ clientSecret }) => secretWords[clientSecret]);
  if (byWord.size === 1) return [...byWord.keys()].join('');
  return [...byWord]
    .map(([word, some]) => `${some.map(({ kind }) => flowNames[kind]).join(', ')}: ${word}`)
    .join('; ');
}

function entered(provider: Provider): string {
  const parameters = provider.parameters.map(({ label, default: usual, optional }) => {
    if (usual !== undefined) return `${label} (${usual})`;
    return optional ? `${label} (if any)` : label;
  });
  return [...parameters, 'client ID', secrets(provider)].join('; ');
}

function registered({ name, registration }: Provider): string {
  return registration.url === undefined ? name : `[${name}](${registration.url})`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function readmeTable(providers: readonly Provider[]): string {
  return table(
    ['provider', 'redirect URI to register there', 'ways to sign in', 'to enter'],
    providers.map((one) => [registered(one), redirect(one), flows(one), entered(one)]),
  );
}

function adviceTable(providers: readonly Provider[]): string {
  return table(
    ['provider, id', 'what to register', 'redirect URI to enter there', 'what to enter in Tokendeck'],
    providers.map((one) => [
      `${registered(one)}<br>\`${one.id}\``,
      one.registration.advice,
      redirect(one),
      entered(one),
    ]),
  );
}

function noteList(providers: readonly Provider[]): string {
  return providers
    .filter(({ notes = [] }) => notes.length > 0)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
    .map(({ name, notes = [] }) => `- **${name}:** ${notes.join(' ')}`)
    .join('\n');
}

const pages: readonly {
  readonly file: string;
  readonly parts: Readonly<Record<string, (providers: readonly Provider[]) => string>>;
}[] = [
  { file: 'README.md', parts: { providers: readmeTable } },
  { file: 'docs/providers.md', parts: { providers: adviceTable, notes: noteList } },
];

export interface Page {
  readonly file: string;
  /** As it is. */
  readonly text: string;
  /** As the presets would have it. */
  readonly wanted: string;
}

/** The pages; between `<!-- NAME -->` and `<!-- end of NAME -->` they are made from the presets. */
export function providerPages(): readonly Page[] {
  const providers = fixedProviders().all();
  return pages.map(({ file, parts }) => {
    const text = readFileSync(path(file), 'utf8');
    const wanted = Object.entries(parts).reduce((page, [name, make]) => {
      const begin = `<!-- ${name} -->\n`;
      const end = `\n<!-- end of ${name} -->`;
      const from = page.indexOf(begin) + begin.length;
      const to = page.indexOf(end);
      if (from < begin.length || to < from) throw new Error(`${file} has no place for ${name}`);
      return `${page.slice(0, from)}\n${make(providers)}\n${page.slice(to)}`;
    }, text);
    return { file, text, wanted };
  });
}

function path(file: string): string {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, wanted } of providerPages()) writeFileSync(path(file), wanted);
}
