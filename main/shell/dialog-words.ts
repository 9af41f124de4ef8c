// Main process. All words of the system's own dialogs. Pure.

/** The system's dialogs for the file of an export. */
export const exportDialogWords = {
  saveTitle: 'Export everything',
  saveButton: 'Export',
  openTitle: 'Choose an export to import',
  openButton: 'Choose',
  fileKind: 'Tokendeck export',
  allFiles: 'All files',
} as const;

/** The system's dialog for a file of certificate authorities. */
export const caFileWords = {
  title: 'Choose a file of certificate authorities',
  certificates: 'Certificates (PEM)',
  allFiles: 'All files',
} as const;
