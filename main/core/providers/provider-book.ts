// Pure. The providers that are offered: presets, and the person's own definitions, which come and go.
import { type AppError, appError } from '../errors.ts';
import { plainText } from '../oauth/plain-text.ts';
import type { Log, ProviderFile, ProviderFiles } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { definitionText, parseDefinition } from './definition.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import type { Provider } from './provider.ts';
import { fixedProviders, type Providers } from './registry.ts';

/** A file of the person's that cannot be used, and therefore is not offered. */
export interface BrokenDefinition {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly problems: readonly DefinitionProblem[];
}

export interface ProviderBook extends Providers {
  /** Defined by the person, and not a preset. */
  isOwn(id: string): boolean;
  /** The provider that a text defines, if its id and name are free to be taken. Nothing is kept. */
  check(text: string): Result<Provider, readonly DefinitionProblem[]>;
  /** Keeps a definition. A preset's id and name cannot be taken; one's own with the same id is replaced where `replace`. */
  add(
    text: string,
    options: { readonly replace: boolean },
  ): Result<Provider, { readonly problems: readonly DefinitionProblem[] } | { readonly error: AppError }>;
  /** A broken one is removed by its file's name. Errors: `provider_not_found` for a preset too, `provider_files`. */
  remove(id: string): Result<void>;
  /** The definition as indented JSON with a newline at its end. Errors: `provider_not_found`. */
  definition(id: string): Result<string>;
  broken(): readonly BrokenDefinition[];
}

export interface ProviderBookOptions {
  readonly files: ProviderFiles;
  /** Offered before all others; they replace presets of the same id. */
  readonly extra: readonly Provider[];
  readonly log: Log;
}

/** A file and what it was found to say. */
interface Entry {
  readonly text: string;
  readonly read: Result<Provider, readonly DefinitionProblem[]>;
}

/**
 * The files are looked at anew on every question about the person's own definitions, so that what another process or an
 * editor writes is seen; only texts that changed are read again. While the folder cannot be read, what was in it stays.
 */
export function createProviderBook({ files, extra, log }: ProviderBookOptions): ProviderBook {
  const fixed = fixedProviders(extra);
  let entries: ReadonlyMap<string, Entry> = new Map();
  let isFailing = false;

  function present(): ReadonlyMap<string, Entry> {
    const listed = files.list();
    if (!listed.ok) {
      if (!isFailing) log.warn('providers.unreadable', { code: listed.error.code });
      isFailing = true;
      return entries;
    }
    isFailing = false;
    entries = new Map(listed.value.map((file) => [file.name, entryOf(file)]));
    return entries;
  }

  function entryOf(file: ProviderFile): Entry {
    const known = entries.get(file.name);
    if (known?.text === file.text) return known;
    const read = readFile(file);
    if (!read.ok) log.warn('providers.broken', { name: file.name, problems: read.error.length });
    return { text: file.text, read };
  }

  function check(text: string): Entry['read'] {
    const parsed = parseDefinition(text);
    if (!parsed.ok) return parsed;
    const { id, name } = parsed.value;
    // Whoever chooses by the name is to get the preset: a definition says where secrets go.
    const namesake = fixed.all().find((preset) => folded(preset.name) === folded(name));
    const problems = [
      ...(fixed.find(id) === undefined ? [] : [taken(id)]),
      ...(namesake === undefined ? [] : [takenName(name)]),
    ];
    return problems.length === 0 ? parsed : fail(problems);
  }

  function readFile({ name, text }: ProviderFile): Entry['read'] {
    const checked = check(text);
    return checked.ok && checked.value.id !== name ? fail([misnamed(name, checked.value.id)]) : checked;
  }

  function own(): readonly Provider[] {
    return [...present().values()].flatMap(({ read }) => (read.ok ? [read.value] : []));
  }

  function find(id: string): Provider | undefined {
    return fixed.find(id) ?? own().find((provider) => provider.id === id);
  }

  return {
    find,
    all() {
      const first = fixed.all().slice(0, extra.length);
      return [...first, ...own(), ...fixed.all().slice(extra.length)];
    },
    check,
    isOwn: (id) => fixed.find(id) === undefined && own().some((provider) => provider.id === id),
    add(text, { replace }) {
      const checked = check(text);
      if (!checked.ok) return fail({ problems: checked.error });
      const { id } = checked.value;
      if (!replace && present().has(id)) return fail({ error: appError('provider_exists', { detail: id }) });
      const written = files.write({ name: id, text: definitionText(checked.value) });
      return written.ok ? ok(checked.value) : fail({ error: written.error });
    },
    remove(id) {
      return present().has(id) ? files.remove(id) : fail(unknown(id));
    },
    definition(id) {
      const provider = find(id);
      return provider === undefined ? fail(unknown(id)) : ok(definitionText(provider));
    },
    broken() {
      return [...present()].flatMap(([name, { read }]) => (read.ok ? [] : [{ name, problems: read.error }]));
    },
  };
}

/** `id` is whatever was asked for. */
function unknown(id: string): AppError {
  const detail = plainText(id, 60);
  return appError('provider_not_found', detail === undefined ? {} : { detail });
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function takenName(name: string): DefinitionProblem {
  return {
    path: 'name',
    problem: `“${name}” is the name of a preset.`,
    remedy: `Choose another name, such as “My ${name.slice(0, 57)}”.`,
  };
}

function taken(id: string): DefinitionProblem {
  return {
    path: 'id',
    problem: `“${id}” is the id of a preset.`,
    remedy: `Choose another id, such as “my-${id.slice(0, 37)}”.`,
  };
}

function misnamed(name: string, id: string): DefinitionProblem {
  return {
    path: 'id',
    problem: `The file is called ${name}.json, but its id is “${id}”.`,
    remedy: `Rename the file to ${id}.json, or write “${name}” as the id.`,
  };
}
