// Main process. The colours behind the page: the same as `--ground` in the window's styles.

export function backgroundColor(isDark: boolean): string {
  return isDark ? '#1c1d20' : '#ffffff';
}
