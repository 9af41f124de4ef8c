// Pure. The members that a definition can have, and which of them a wrong name was meant for.
import { editDistance } from '../edit-distance.ts';
import { definitionSchema, type JsonSchema } from './schema.ts';

/** The members that the shape has at `path`. */
export function knownMembers(path: readonly PropertyKey[]): readonly string[] {
  let nodes: readonly JsonSchema[] = [definitionSchema()];
  for (const part of path) nodes = nodes.flatMap((node) => below(node, String(part)));
  return [...new Set(nodes.flatMap(branches).flatMap((node) => Object.keys(object(node['properties']))))];
}

function below(node: JsonSchema, part: string): readonly JsonSchema[] {
  return branches(node).flatMap((branch) => {
    const child = object(branch['properties'])[part] ?? branch['items'] ?? branch['additionalProperties'];
    return typeof child === 'object' && child !== null ? [object(child)] : [];
  });
}

function branches(node: JsonSchema): readonly JsonSchema[] {
  const alternatives = node['oneOf'] ?? node['anyOf'];
  return Array.isArray(alternatives) ? alternatives.map(object) : [node];
}

function object(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
}

/** The name that was probably meant. */
export function nearest(key: string, names: readonly string[]): string | undefined {
  const [first] = names
    .map((name) => ({ name, changes: editDistance(key.slice(0, 60).toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes);
  return first && first.changes <= Math.max(2, first.name.length / 3) ? first.name : undefined;
}
