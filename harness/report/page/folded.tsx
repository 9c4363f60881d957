/** What is looked up rather than read: closed until it is asked for. A summary says what is inside. */

import type { ComponentChildren } from 'preact';

interface FoldedProps {
  readonly title: string;
  /** What is inside, in a few words. */
  readonly gist?: string | undefined;
  readonly children: ComponentChildren;
}

export function Folded({ title, gist, children }: FoldedProps) {
  return (
    <details class="folded">
      <summary>
        <h3>{title}</h3>
        {gist === undefined ? null : <span class="ends"> {gist}</span>}
      </summary>
      {children}
    </details>
  );
}
