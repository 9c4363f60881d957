/** reports/index.html: a page that leads to the newest report, so that there is one address to keep. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function writeNewestPage(reports: string, id: string): void {
  const address = `${encodeURIComponent(id)}/index.html`;
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${address}">
<title>coextra: newest report</title>
<p>The newest report: <a href="${address}">${encodeURIComponent(id)}</a>
</html>
`;
  writeFileSync(join(reports, 'index.html'), page);
}
