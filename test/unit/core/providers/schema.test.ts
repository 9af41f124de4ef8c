// Tests the published JSON Schema: that it is what the parser goes by, and helps in an editor.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../../main/core/providers/definition.ts';
import { definitionSchema } from '../../../../main/core/providers/schema.ts';
import { publishedSchema } from '../../../support/write-provider-schema.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every member that the schema has, with its path. */
function members(schema: Json, path = ''): readonly (readonly [path: string, schema: Json])[] {
  const alternatives = [schema['oneOf'], schema['anyOf']].flat().filter(isObject);
  const nested = [schema['items'], schema['additionalProperties']].filter(isObject);
  const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  return [
    ...properties.flatMap(([name, member]) =>
      isObject(member) ? [[`${path}${name}`, member] as const, ...members(member, `${path}${name}.`)] : [],
    ),
    ...[...alternatives, ...nested].flatMap((inner) => members(inner, path)),
  ];
}

describe('the published schema', () => {
  const published: unknown = JSON.parse(publishedSchema());

  test('is up to date: otherwise run `npm run schema`', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(definitionSchema())));
  });

  test('says what it is, and what must be there', () => {
    expect(published).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'urn:tokendeck:provider',
      required: ['id', 'name'],
      additionalProperties: false,
    });
  });

  const all = members(definitionSchema());

  test('knows all members', () => {
    const paths = all.map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'id',
        'endpoints.token',
        'redirect.uri',
        'dialect.headers.token',
        'scopes.name',
      ]),
    );
    expect(paths.length).toBeGreaterThan(120);
  });

  test('explains each member', () => {
    const phases = /^dialect\.(parameterNames|extraParameters|headers)\.\w+$/;
    const silent = all.filter(([path, member]) => !phases.test(path) && !member['description']);
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('limits every text and list', () => {
    const endless = all.filter(
      ([, { type, maxLength, maxItems, enum: choices, const: only }]) =>
        (type === 'string' && maxLength === undefined && choices === undefined && only === undefined) ||
        (type === 'array' && maxItems === undefined),
    );
    expect(endless.map(([path]) => path)).toEqual([]);
  });
});

describe('the page on adding a provider', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/adding-a-provider.md'), 'utf8');
  const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

  test('has a short example and a long one', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
  });

  test.each(examples.map((example, index) => [index + 1, example] as const))(
    'has an example %i that can be used as it is',
    (_index, example) => {
      expect(parseDefinition(example)).toMatchObject({ ok: true });
    },
  );

  test('names every member at the top and of the dialect', () => {
    const names = members(definitionSchema())
      .map(([path]) => path)
      .filter((path) => /^(dialect\.)?\$?\w+$/.test(path))
      .map((path) => path.replace('dialect.', ''));
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
