/** What runs in the page: it unpacks the records, draws the charts from them, keeps the guide and lists the rows. */

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

import { asked } from '../charts/all.ts';
import { unpack } from '../embedded.ts';
import { startCharts } from './charts.ts';
import { startGuide } from './guide.ts';
import { startRows } from './rows.ts';

const { run, course } = unpack(document.getElementById('records')!.textContent!);
startCharts(run, asked(course).all);
startGuide(run);
startRows(run.rows);
