// Test equipment. Filling the places of an answer's template.
import type { Template } from './row.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A member whose whole text is a place without a value is left out; a place within a text becomes text. */
export function fill(template: Template, values: Values): Record<string, unknown> {
  return filled(template, values) as Record<string, unknown>;
}

function filled(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return text(value, values);
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, filled(member, values)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function text(value: string, values: Values): unknown {
  const whole = /^\{(\w+)\}$/.exec(value)?.[1];
  if (whole !== undefined && whole in values) return values[whole];
  return value.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    name in values ? String(values[name]) : place,
  );
}
