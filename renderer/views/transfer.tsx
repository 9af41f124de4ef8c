// Window. The dialogs of backing up and restoring. What is typed goes to the main process and is kept nowhere here.
import { type FormEvent, useRef, useState } from 'react';
import type { ErrorView, ImportFileView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Fact } from '../components/fact.tsx';
import { Modal } from '../components/modal.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../components/new-passphrase.tsx';
import { SecretField, takeSecret } from '../components/secret-field.tsx';
import { Moment } from '../components/time-left.tsx';
import { type BegunWork, useBegunWork } from '../hooks/begun-work.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { common } from '../text/common.ts';
import { backupWords, restoreWords } from '../text/transfer.ts';
import { vaultWords } from '../text/vault.ts';

export function Export() {
  const { works } = useTokendeck();
  const passphrase = useNewPassphrase();
  const { begin, close, error, isBusy } = useBegunWork();
  const [noPlace, setNoPlace] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setNoPlace(false);
    const entered = passphrase.take();
    if (entered === undefined) return;
    const isChosen = await begin(() => works.exportAll(entered));
    setNoPlace(!isChosen);
    if (!isChosen) passphrase.first.current?.focus();
  }

  return (
    <Modal title={backupWords.title} onClose={close} isWide>
      <p>{backupWords.what}</p>
      <p>{backupWords.warning}</p>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        <NewPassphraseFields passphrase={passphrase} label={backupWords.passphrase} autoFocus />
        {error !== undefined && <ErrorNote error={error} isAlert />}
        {noPlace && error === undefined && <p role="alert">{backupWords.noPlace}</p>}
        <div className="dialog-actions">
          <Button onPress={close}>{common.cancel}</Button>
          <Button look="primary" type="submit" isPending={isBusy}>
            {isBusy ? backupWords.submitting : backupWords.submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

export function Import() {
  const { works } = useTokendeck();
  const begun = useBegunWork();
  const [file, setFile] = useState<ImportFileView>();
  const [isChoosing, setChoosing] = useState(false);
  const [error, setError] = useState<ErrorView>();

  async function choose(): Promise<void> {
    if (isChoosing) return;
    setChoosing(true);
    const outcome = await works.chooseImport();
    setChoosing(false);
    setError(outcome.ok ? undefined : outcome.error);
    // Where none was chosen, the file from before is still the one.
    if (outcome.ok && outcome.value !== null) setFile(outcome.value);
    if (!outcome.ok) setFile(undefined);
  }

  // One dialog for both steps: it knows where the focus was before the first.
  return (
    <Modal title={restoreWords.title} onClose={begun.close} isWide>
      <p>{restoreWords.what}</p>
      {file === undefined ? (
        <>
          <p>{restoreWords.warning}</p>
          {error !== undefined && <ErrorNote error={error} isAlert />}
          <div className="dialog-actions">
            <Button onPress={begun.close}>{common.cancel}</Button>
            <Button look="primary" autoFocus isPending={isChoosing} onPress={() => void choose()}>
              {restoreWords.choose}
            </Button>
          </div>
        </>
      ) : (
        <ImportFile
          file={file}
          begun={begun}
          key={`${file.fileName} ${file.createdAt}`}
          onChoose={() => void choose()}
        />
      )}
    </Modal>
  );
}

interface ImportFileProps {
  readonly file: ImportFileView;
  readonly begun: BegunWork;
  readonly onChoose: () => void;
}

function ImportFile({ file, begun: { begin, close, error, isBusy }, onChoose }: ImportFileProps) {
  const { works } = useTokendeck();
  // What was wrong with a file chosen before says nothing of this one.
  const [isTried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isBusy) return;
    const passphrase = takeSecret(field);
    setMissing(passphrase === '');
    field.current?.focus();
    if (passphrase === '') return;
    setTried(true);
    void begin(() => works.importAll(passphrase));
  }

  return (
    <>
      <dl>
        <Fact name={restoreWords.file}>
          <bdi>{file.fileName}</bdi>
        </Fact>
        <Fact name={restoreWords.written}>
          <Moment at={file.createdAt} />
        </Fact>
      </dl>
      <p>{restoreWords.warning}</p>
      <form className="form" noValidate onSubmit={submit}>
        <SecretField
          label={restoreWords.passphrase}
          inputRef={field}
          maxLength={1024}
          autoFocus
          error={missing ? vaultWords.missing : undefined}
        />
        {isTried && error !== undefined && !isBusy && <ErrorNote error={error} isAlert />}
        <div className="dialog-actions">
          <Button look="quiet" onPress={onChoose}>
            {restoreWords.chooseAnother}
          </Button>
          <Button onPress={close}>{common.cancel}</Button>
          <Button look="primary" type="submit" isPending={isBusy}>
            {isBusy ? restoreWords.submitting : restoreWords.submit}
          </Button>
        </div>
      </form>
    </>
  );
}
