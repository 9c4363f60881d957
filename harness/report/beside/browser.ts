/** What runs in the page of several runs: it unpacks what they found and draws the charts, as the page of one run does. */

/// <reference lib="dom" />

import { startCharts } from '../browser/charts.ts';
import { besideQuestion } from './charts.ts';
import { unpackBeside } from './embedded.ts';

const { runs, parts } = unpackBeside(document.getElementById('records')!.textContent!);
const questions = parts.map((part) => besideQuestion(runs, part)).filter((question) => question !== null);
startCharts(runs[0]!.run, questions);
