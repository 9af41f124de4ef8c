// Window. The words of backing up, restoring and changing the key.

export const backupWords = {
  title: 'Back up',
  what: 'One file with all accounts, their access and refresh tokens, the clients with their secrets, and your own providers. It is sealed under a passphrase; whoever has both can use your accounts.',
  warning:
    'Use the file as a backup, or to move. Many providers replace the refresh token at each use: two computers that go on with the same accounts sign each other out. After moving, remove them here without revoking the tokens.',
  passphrase: 'Passphrase of the file',
  submit: 'Back up…',
  submitting: 'Backing up…',
  noPlace: 'No place was chosen, and nothing was written. Enter the passphrase again.',
} as const;

export const restoreWords = {
  title: 'Restore a backup',
  what: 'A backup of Tokendeck is merged into what is here. Nothing is lost: of an account that is in both, the tokens here stay where they are newer or of more use.',
  warning:
    'If the other computer goes on with the same accounts, the two may sign each other out. After moving, remove them there without revoking the tokens.',
  choose: 'Choose a file…',
  chooseAnother: 'Choose another file…',
  file: 'File',
  written: 'Written',
  passphrase: 'Passphrase of the file',
  submit: 'Restore',
  submitting: 'Opening the file…',
} as const;

export const changeKeyWords = {
  title: 'Change the key',
  what: 'Everything in the vault is sealed anew under a new key; the old one opens only copies of the vault that were made before.',
  where: 'Where the key is kept',
  system: 'In the system’s keychain',
  systemHint: 'Nobody needs to enter anything.',
  passphrase: 'Under a passphrase',
  passphraseHint:
    'It is asked for at each start and after each lock, and scripts then need --passphrase-stdin. If you forget it, the accounts must be added again.',
  current: 'Current passphrase',
  submit: 'Change the key',
  submitting: 'Changing the key…',
} as const;
