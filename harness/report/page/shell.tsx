/**
 * What every page of a report is put into: the policy, the title, the way to its sections, the records and the one script that reads them.
 * A page loads nothing but, without a script, the pictures beside it, and no script runs but its own.
 */

import type { ComponentChildren } from 'preact';
import { pageTitle } from '../../records/report-folder.ts';
import { policyFor } from './script.ts';

interface ShellProps {
  /** What the page is of: "run 1". The folder of the report is known by it. */
  readonly subject: string;
  readonly css: string;
  readonly script: string;
  /** As the script reads them (../embedded.ts). */
  readonly records: string;
  /** Id and name of each section in their order. */
  readonly sections: readonly (readonly [id: string, name: string])[];
  /** What is said before the first section. */
  readonly head: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Shell({ subject, css, script, records, sections, head, children }: ShellProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(script)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{pageTitle(subject)}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
        <noscript>
          <style>{'.drawing { display: none; }'}</style>
        </noscript>
      </head>
      <body>
        <header>{head}</header>
        <nav aria-label="Sections">
          {sections.map(([id, name]) => (
            <a href={`#${id}`} key={id}>
              {name}
            </a>
          ))}
        </nav>
        <main>{children}</main>
        <footer>
          <p>{`Made from the records of ${subject} alone. The same records make the same page.`}</p>
        </footer>
        <script type="application/octet-stream" id="records" dangerouslySetInnerHTML={{ __html: records }} />
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}
