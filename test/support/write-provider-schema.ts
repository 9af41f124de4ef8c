// Test equipment. Writes the published JSON Schema of provider definitions: `npm run schema`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { definitionSchema } from '../../main/core/providers/schema.ts';

const path = fileURLToPath(new URL('../../docs/provider.schema.json', import.meta.url));

/** The text of the file as it should be. */
export function schemaText(): string {
  return `${JSON.stringify(definitionSchema(), null, 2)}\n`;
}

/** The text of the file as it is. */
export function publishedSchema(): string {
  return readFileSync(path, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, schemaText());
