// Pure. Comparing secrets without telling by the time it takes where they differ.

/** Whether two texts are equal. Only their lengths show in the time taken; those of state and nonce are public. */
export function equalInConstantTime(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    // Past the end charCodeAt gives NaN, which `^` takes as 0: the length has already made the difference.
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
