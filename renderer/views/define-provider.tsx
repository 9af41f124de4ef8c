// Window. A provider of one's own: as a form, or as the JSON text that is saved. Both show the same definition.
import { Save } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { DefinitionProblemView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Radios } from '../components/choices.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Field } from '../components/field.tsx';
import { PaneTitle } from '../components/pane-title.tsx';
import { useSeen } from '../hooks/seen.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import type { DefinitionStart } from '../state/app-state.ts';
import { definitionOf, textAt, textOf } from '../state/definition.ts';
import type { Refusal } from '../state/provider-actions.ts';
import { defineWords } from '../text/define.ts';
import { showFirstWrong } from './client-form.tsx';
import { isField } from './definition-field.tsx';
import { DefinitionFields } from './definition-fields.tsx';

type View = 'form' | 'json';

export function DefineProvider({ start }: { readonly start: DefinitionStart }) {
  const { go, providers } = useTokendeck();
  const [text, setText] = useState(start.text);
  const [view, setView] = useState<View>(definitionOf(start.text) === undefined ? 'json' : 'form');
  const [refusal, setRefusal] = useState<Refusal>();
  const [saving, setSaving] = useState(false);
  const [notShown, setNotShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const definition = definitionOf(text);
  const problems = refusal?.kind === 'problems' ? refusal.problems : [];
  const isEdited = start.replaces !== undefined;

  /** The form can show an object only. */
  function show(wanted: View): void {
    setNotShown(wanted === 'form' && definition === undefined);
    setView(definition === undefined ? 'json' : wanted);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setRefusal(await providers.save(text, start.replaces));
    setSaving(false);
    showFirstWrong(form);
  }

  return (
    <div className="panel-body">
      <PaneTitle onBack={go.back}>
        {isEdited ? defineWords.editTitle(textAt(definitionOf(start.text) ?? {}, 'name')) : defineWords.title}
      </PaneTitle>
      <p className="hint">{defineWords.what}</p>
      <form className="form" ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <Radios
          label={defineWords.view}
          choices={[
            { value: 'form', label: defineWords.asForm },
            { value: 'json', label: defineWords.asJson },
          ]}
          value={view}
          onChange={show}
          isInLine
        />
        {notShown && definition === undefined && (
          <p className="field-error" role="alert">
            {defineWords.notJson}
          </p>
        )}
        {view === 'form' && definition !== undefined ? (
          <DefinitionFields
            definition={definition}
            change={(next) => setText(textOf(next))}
            isIdFixed={isEdited}
            problems={problems}
          />
        ) : (
          <Field
            label={defineWords.json}
            hint={defineWords.jsonHint}
            value={text}
            onChange={setText}
            rows={16}
            maxLength={262_144}
          />
        )}
        {refusal?.kind === 'error' && !saving && <ErrorNote error={refusal.error} isAlert />}
        <Problems problems={view === 'form' ? problems.filter(({ path }) => !isField(path)) : problems} />
        <div className="form-actions foot">
          <Button
            look="primary"
            type="submit"
            isPending={saving}
            icon={<Save aria-hidden="true" size={16} />}
          >
            {saving ? defineWords.saving : defineWords.save}
          </Button>
          {problems.length > 0 && <p className="foot-says">{defineWords.problems}</p>}
        </div>
      </form>
    </div>
  );
}

/** What is wrong where no field shows it. */
function Problems({ problems }: { readonly problems: readonly DefinitionProblemView[] }) {
  const note = useRef<HTMLDivElement>(null);
  useSeen(note, problems.length > 0);
  if (problems.length === 0) return null;
  return (
    <div className="note bad" ref={note} role="alert">
      <div className="note-body">
        <p className="note-what">{defineWords.problems}</p>
        <ul className="problems">
          {problems.map(({ path, problem, remedy }) => (
            <li key={`${path} ${problem}`}>
              {path !== '' && <code>{path}</code>} {problem} {remedy}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
