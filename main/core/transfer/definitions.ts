// Pure. The person's own definitions of providers in an export.
import type { AppError } from '../errors.ts';
import { definitionText, parseDefinition } from '../providers/definition.ts';
import type { ProviderBook } from '../providers/provider-book.ts';
import { fail, ok, type Result } from '../result.ts';

/** As JSON texts; those that cannot be used are not among them. */
export function ownDefinitions(book: ProviderBook): readonly string[] {
  return book.all().flatMap(({ id }) => {
    const text = book.isOwn(id) ? book.definition(id) : undefined;
    return text?.ok ? [text.value] : [];
  });
}

export interface MergedDefinitions {
  readonly added: number;
  /** Those here differ, or are presets of the same id or name, and were kept. */
  readonly kept: number;
  readonly unreadable: number;
}

/** Adds those whose ids are free. Errors: `provider_files`. */
export function mergeDefinitions(
  book: ProviderBook,
  texts: readonly string[],
): Result<MergedDefinitions, AppError> {
  const counts = { added: 0, kept: 0, unreadable: 0 };
  for (const text of texts) {
    const parsed = parseDefinition(text);
    if (!parsed.ok) {
      counts.unreadable += 1;
      continue;
    }
    const added = book.add(text, { replace: false });
    if (added.ok) counts.added += 1;
    else if ('error' in added.error && added.error.error.code !== 'provider_exists') {
      return fail(added.error.error);
    } else {
      const here = book.definition(parsed.value.id);
      if (!here.ok || here.value !== definitionText(parsed.value)) counts.kept += 1;
    }
  }
  return ok(counts);
}
