// Main process. All words of the system's own dialogs. Pure.

/** The system's dialogs for the file of a backup. */
export const exportDialogWords = {
  saveTitle: 'Back up everything',
  saveButton: 'Back up',
  openTitle: 'Choose a backup',
  openButton: 'Choose',
  fileKind: 'Tokendeck backup',
  allFiles: 'All files',
} as const;

/** The system's dialog for a file of certificate authorities. */
export const caFileWords = {
  title: 'Choose a file of certificate authorities',
  certificates: 'Certificates (PEM)',
  allFiles: 'All files',
} as const;
