// Pure. How deep a value of JSON that came from outside may nest.

/** Nothing from outside needs more, and what goes over a value by recursion, as `JSON.stringify` does, can bear it. */
const deepest = 32;

/** Whether objects and lists lie at most 32 deep in a value of JSON. */
export function isShallow(value: unknown): boolean {
  // Level by level and not by recursion, which many thousands of levels would end.
  let level = [value].filter(isContainer);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === deepest) return false;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return true;
}

/** The fact to tell where `isShallow` does not hold. */
export const nestedTooDeep = 'it is nested too deep';

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
