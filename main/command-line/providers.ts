// Command line. providers: presets and definitions of one's own. Only removing may have to look into the vault.
import type { Services } from '../compose.ts';
import type { Account } from '../core/accounts/account.ts';
import { notInUse } from '../core/accounts/provider-use.ts';
import { appError } from '../core/errors.ts';
import { definitionText } from '../core/providers/definition.ts';
import type { DefinitionProblem } from '../core/providers/definition-problem.ts';
import type { ProviderBook } from '../core/providers/provider-book.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { ProvidersCommand } from './command.ts';
import { type Done, done, type End, failed, print } from './command-parts.ts';
import { definitionIn } from './definition-file.ts';
import type { Failure } from './failure.ts';
import { plain, plainJson } from './plain-text.ts';
import { providerNamed } from './provider-choice.ts';
import { problemText, providerTable, providerText } from './provider-text.ts';
import type { Terminal } from './terminal.ts';

export interface ProvidersParts {
  readonly terminal: Terminal;
  readonly providers: ProviderBook;
  /** The accounts of the vault, which is opened only for this; undefined where there is no vault yet. */
  readonly openVault: () => Promise<Result<Services | undefined>>;
}

type Of<A extends ProvidersCommand['action']> = Extract<ProvidersCommand, { readonly action: A }>;

function list({ terminal, providers }: ProvidersParts, json: boolean): End {
  for (const { name, problems } of providers.broken()) {
    terminal.err(`Your definition ${plain(name)}.json cannot be used:\n`);
    for (const problem of problems) terminal.err(problemText(problem));
  }
  const all = providers.all();
  const rows = all.map((one) => ({ isOwn: providers.isOwn(one.id), ...one }));
  print({ terminal }, json, rows, providerTable(all));
  return done();
}

function show(
  { terminal, providers }: ProvidersParts,
  { provider, json }: Of<'show' | 'export' | 'remove'>,
): End {
  const found = providerNamed(providers, provider);
  if (!found.ok) return found;
  const isOwn = providers.isOwn(found.value.id);
  print({ terminal }, json, { isOwn, ...found.value }, providerText(found.value, isOwn));
  return done();
}

/** The definition is JSON already, with --json or without. */
function exportOne(
  { terminal, providers }: ProvidersParts,
  { provider }: Of<'show' | 'export' | 'remove'>,
): End {
  const found = providerNamed(providers, provider);
  if (!found.ok) return found;
  terminal.out(plainJson(definitionText(found.value)));
  return done();
}

/** Each problem on standard error, as text; as JSON they are part of the error. */
function wrong(
  { terminal }: ProvidersParts,
  json: boolean,
  problems: readonly DefinitionProblem[],
): Result<never, Failure> {
  if (!json) for (const problem of problems) terminal.err(problemText(problem));
  const words = {
    what: `The definition cannot be used: it has ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}.`,
    remedy: 'Correct it and try again; nothing was changed.',
  };
  return fail({ error: appError('invalid_provider'), words, problems });
}

async function validate(parts: ProvidersParts, { file, json }: Of<'validate'>): Done {
  const text = await definitionIn(parts.terminal, file);
  if (!text.ok) return text;
  const checked = parts.providers.check(text.value);
  if (!checked.ok) return wrong(parts, json, checked.error);
  const { id, name, unconfirmed } = checked.value;
  const words = `${plain(name)} (${plain(id)}) can be used. Keep it with: tokendeck providers add FILE\n`;
  print(parts, json, { id, name, unconfirmed }, words);
  return done();
}

async function add(parts: ProvidersParts, { file, replace, json }: Of<'add'>): Done {
  const text = await definitionIn(parts.terminal, file);
  if (!text.ok) return text;
  const added = parts.providers.add(text.value, { replace });
  if (!added.ok) {
    return 'problems' in added.error ? wrong(parts, json, added.error.problems) : fail(added.error);
  }
  const provider = added.value;
  const words = `${plain(provider.name)} was added. Sign in with: tokendeck login ${plain(provider.id)}\n`;
  print(parts, json, { isOwn: true, ...provider }, words);
  return done();
}

/** The accounts that are kept; none where there is no vault yet. Errors: those of opening the vault. */
async function accountsKept({ openVault }: ProvidersParts): Promise<Result<readonly Account[]>> {
  const opened = await openVault();
  if (!opened.ok || opened.value === undefined) return opened.ok ? ok([]) : opened;
  const accounts = opened.value.accounts.list();
  await opened.value.close();
  return ok(accounts);
}

async function remove(parts: ProvidersParts, { provider, json }: Of<'show' | 'export' | 'remove'>): Done {
  const { providers, terminal } = parts;
  const isBroken = providers.broken().some(({ name }) => name === provider);
  const found = isBroken
    ? ok({ id: provider, name: `${provider}.json` })
    : providerNamed(providers, provider);
  if (!found.ok) return found;
  const { id, name } = found.value;
  if (!isBroken && !providers.isOwn(id)) {
    const words = { what: `${name} is a preset.`, remedy: 'Only your own definitions can be removed.' };
    return fail({ error: appError('not_allowed'), words });
  }
  const accounts = await accountsKept(parts);
  if (!accounts.ok) {
    terminal.err(
      'The vault has to be opened to see whether accounts use the provider; nothing was removed.\n',
    );
    return failed(accounts);
  }
  const unused = notInUse(id, accounts.value);
  if (!unused.ok) return failed(unused);
  const removed = providers.remove(id);
  if (!removed.ok) return failed(removed);
  print(parts, json, { id }, `${plain(name)} was removed.\n`);
  return done();
}

/** Does what is asked of the providers. Errors: `provider_*`, `invalid_provider`, `not_allowed`, those of the vault. */
export async function performProviders(parts: ProvidersParts, command: ProvidersCommand): Done {
  switch (command.action) {
    case 'list':
      return list(parts, command.json);
    case 'show':
      return show(parts, command);
    case 'validate':
      return validate(parts, command);
    case 'add':
      return add(parts, command);
    case 'export':
      return exportOne(parts, command);
    case 'remove':
      return remove(parts, command);
  }
}
