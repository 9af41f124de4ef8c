// Window. A test call with the token: whether the provider takes it, whose it is, and what the server says.
import { CircleUserRound } from 'lucide-react';
import { Button } from '../components/buttons.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Section } from '../components/section.tsx';
import { VerdictLine } from '../components/verdict-line.tsx';
import { useQuestion } from '../hooks/question.ts';
import { useTokendeck } from '../hooks/tokendeck.ts';
import { sections } from '../text/detail.ts';
import { callVerdict, callWords } from '../text/inspection.ts';

interface TokenUseProps {
  readonly accountId: string;
  /** Whether it stands for the client itself, and for nobody. */
  readonly isOfClient: boolean;
}

export function TokenUse({ accountId, isOfClient }: TokenUseProps) {
  const { tokens } = useTokendeck();
  const { isAsking, answer, error, ask } = useQuestion(() => tokens.whoAmI(accountId));
  return (
    <Section title={sections.use}>
      <p className="hint">{callWords.what}</p>
      <div>
        <Button isPending={isAsking} icon={<CircleUserRound aria-hidden="true" size={16} />} onPress={ask}>
          {isAsking ? callWords.asking : callWords.whoAmI}
        </Button>
      </div>
      {error !== undefined && <ErrorNote error={error} isAlert />}
      <div className="report" role="status">
        {answer !== undefined && (
          <>
            <VerdictLine verdict={callVerdict(answer)} />
            {isOfClient && !answer.accepted && <p className="hint">{callWords.ofNobody}</p>}
            <p className="hint">
              <code>{answer.url}</code>
            </p>
          </>
        )}
      </div>
      {answer !== undefined && (
        <>
          <h3>{callWords.answer}</h3>
          {answer.answer.trim() === '' ? (
            <p className="hint">{callWords.noAnswer}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
            <section className="details answer" tabIndex={0} aria-label={callWords.answer}>
              {answer.answer}
            </section>
          )}
        </>
      )}
    </Section>
  );
}
