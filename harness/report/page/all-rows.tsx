/**
 * The rows of the run as they were recorded, for those who want to reckon themselves. The script makes a table of them from the
 * records in the page (../browser/rows.ts); without it there is the file beside the page.
 */

export function AllRows() {
  return (
    <section id="rows" aria-labelledby="rows-title">
      <h2 id="rows-title">All rows</h2>
      <noscript>
        <p>
          The rows, as recorded, are in <a href="rows.tsv">rows.tsv</a> beside this page.
        </p>
      </noscript>
    </section>
  );
}
