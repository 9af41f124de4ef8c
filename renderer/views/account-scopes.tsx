// Window. The scopes of a token: asked for, granted, what they mean, and whether they are enough for an API.
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { AccountDetailView } from '../../preload/contract.ts';
import { Button } from '../components/buttons.tsx';
import { Select } from '../components/choices.tsx';
import { Field } from '../components/field.tsx';
import { Fold } from '../components/fold.tsx';
import { Section } from '../components/section.tsx';
import { VerdictLine } from '../components/verdict-line.tsx';
import { useAppState, useTokendeck } from '../hooks/tokendeck.ts';
import { isUnderway } from '../state/errands.ts';
import { words } from '../state/form.ts';
import { sections } from '../text/detail.ts';
import { lackSentence, scopeWords } from '../text/inspection.ts';

interface ForDetail {
  readonly detail: AccountDetailView;
}

export function AccountScopes({ detail }: ForDetail) {
  const { scopesAsked, scopesGranted } = detail;
  const missing = scopesAsked.filter((scope) => !scopesGranted.includes(scope));
  return (
    <Section title={sections.scopes}>
      {scopesGranted.length === 0 && missing.length === 0 ? (
        <p className="hint">{scopeWords.none}</p>
      ) : (
        <ul className="scopes">
          {scopesGranted.map((scope) => (
            <ScopeLine detail={detail} scope={scope} key={scope} />
          ))}
          {missing.map((scope) => (
            <ScopeLine detail={detail} scope={scope} remark={scopeWords.missing} key={scope} />
          ))}
        </ul>
      )}
      <Fold title={scopeWords.check}>
        <ApiCheck detail={detail} />
      </Fold>
    </Section>
  );
}

interface ScopeLineProps extends ForDetail {
  readonly scope: string;
  /** Set where the scope is not granted: how to say so. */
  readonly remark?: string;
}

/** In a line of its own where it is known what the scope means. */
function ScopeLine({ detail, scope, remark }: ScopeLineProps) {
  const meaning = detail.scopesOffered.find(({ name }) => name === scope)?.meaning;
  return (
    <li className={meaning === undefined ? 'scope-line' : 'scope-line wide'}>
      <span className={remark === undefined ? 'scope' : 'scope missing'}>
        <bdi>{scope}</bdi>
        {remark !== undefined && (
          <>
            {' '}
            <span>{remark}</span>
          </>
        )}
      </span>
      {meaning !== undefined && <span className="hint">{meaning}</span>}
    </li>
  );
}

function ApiCheck({ detail }: ForDetail) {
  const [typed, setTyped] = useState('');
  const { apis } = detail;
  const chosen = apis.findIndex(({ scopes }) => scopes.join(' ') === typed);
  return (
    <>
      {apis.length > 0 && (
        <Select
          label={scopeWords.api}
          choices={[
            { value: '-1', label: scopeWords.choose },
            ...apis.map(({ name }, index) => ({ value: String(index), label: name })),
          ]}
          value={String(chosen)}
          onChange={(index) => setTyped(apis[Number(index)]?.scopes.join(' ') ?? '')}
        />
      )}
      <Field
        label={scopeWords.typed}
        hint={scopeWords.typedHint}
        value={typed}
        onChange={setTyped}
        maxLength={16_384}
        isMono
      />
      <div aria-live="polite" className="scope-check">
        <Needed detail={detail} needed={[...new Set(words(typed))]} />
      </div>
    </>
  );
}

interface NeededProps extends ForDetail {
  readonly needed: readonly string[];
}

function Needed({ detail, needed }: NeededProps) {
  const { signIns } = useTokendeck();
  const busy = useAppState((state) => isUnderway(state, detail.id, 'sign_in'));
  if (needed.length === 0) return null;
  const missing = needed.filter((scope) => !detail.scopesGranted.includes(scope));
  const wanted = [...new Set([...detail.scopesAsked, ...missing])];
  return (
    <>
      <ul className="scopes">
        {needed.map((scope) =>
          missing.includes(scope) ? (
            <ScopeLine detail={detail} scope={scope} remark={scopeWords.lacks} key={scope} />
          ) : (
            <ScopeLine detail={detail} scope={scope} key={scope} />
          ),
        )}
      </ul>
      {missing.length === 0 ? (
        <VerdictLine verdict={{ tone: 'good', text: scopeWords.enough }} />
      ) : (
        <VerdictLine verdict={{ tone: 'soon', text: lackSentence(missing.length) }} />
      )}
      {missing.length > 0 && detail.can.signInAgain && (
        <div>
          <Button
            isPending={busy}
            icon={<LogIn aria-hidden="true" size={16} />}
            onPress={() => void signIns.again(detail.id, wanted)}
          >
            {scopeWords.signIn}
          </Button>
        </div>
      )}
      {missing.length > 0 && !detail.can.signInAgain && <p className="hint">{scopeWords.importOther}</p>}
    </>
  );
}
