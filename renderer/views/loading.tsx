// Window. The shape of what is to come, once waiting is long enough to be noticed.
import { useDelayed } from '../hooks/delayed.ts';
import { listWords } from '../text/list.ts';

const rows = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

export function Loading() {
  const due = useDelayed(150);
  return (
    <main className="workspace" aria-busy="true">
      <h1 className="sr-only">{listWords.loading}</h1>
      {due && (
        <>
          <div className="side skeleton" aria-hidden="true">
            <div className="bone field-bone" />
            {rows.map((row) => (
              <div className="row-bone" key={row}>
                <div className="bone mark-bone" />
                <div className="lines">
                  <div className="bone" />
                  <div className="bone short" />
                </div>
              </div>
            ))}
          </div>
          <div className="panel skeleton" aria-hidden="true">
            <div className="panel-body lines">
              <div className="bone title-bone" />
              <div className="bone" />
              <div className="bone short" />
            </div>
          </div>
        </>
      )}
    </main>
  );
}
