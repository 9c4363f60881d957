/**
 * The guide: the reader's situation as a form, and the ranking for it. Without JavaScript the ranking of the first preset
 * stands there; ../browser/guide.ts ranks anew by the same code.
 */

import { createElement, type VNode } from 'preact';
import type { Run } from '../../records/schema.ts';
import { leftOutItems, noteItems, rankingItems, type Tree } from '../guide/markup.ts';
import { guidance, ORDER, readByGuide } from '../guide/ranking.ts';
import { announcement } from '../guide/reasons.ts';
import {
  CHOICES,
  type ChoiceQuestion,
  DEFAULT_SITUATION,
  LIMITS,
  type NumberQuestion,
  PRESETS,
  written,
} from '../guide/situation.ts';

export function Guide({ run }: { run: Run }) {
  const found = guidance(readByGuide(run), DEFAULT_SITUATION);
  return (
    <section id="guide" class="guide" aria-labelledby="guide-title">
      <h2 id="guide-title">What should you take?</h2>
      <p>
        Tell your situation: the strategies are ranked by what the rows of this run say of it, and those that
        cannot serve are named with the reason.
      </p>
      <noscript>
        <p class="missing">The form needs JavaScript. The ranking below is that of its first preset.</p>
      </noscript>
      <Form />
      <h3 id="guide-ranking-title">The ranking</h3>
      <p id="guide-first">{announcement(found)}</p>
      <p id="guide-said" class="visually-hidden" role="status" aria-live="polite"></p>
      <div id="guide-notes">{noteItems(found).map(laidOut)}</div>
      <ol id="guide-ranking" aria-labelledby="guide-ranking-title">
        {rankingItems(run, found).map(laidOut)}
      </ol>
      <h3 id="guide-excluded-title">Left out, and why</h3>
      <ul id="guide-excluded" aria-labelledby="guide-excluded-title">
        {leftOutItems(found).map(laidOut)}
      </ul>
      <h3>How it is ranked</h3>
      <p class="fine">{ORDER}</p>
      <p class="fine">
        Calls are taken to be spread evenly over the code objects, so that of all look-ups as many hit as code
        objects have an extra. Look-ups were timed among N code objects with an extra and N without: hits and
        misses alike are taken from where N is nearest to how many of yours have an extra. What many more
        without one make of the processor’s cache is not in it. Bytes between two measured attach fractions
        are taken to grow in a straight line; of several tools each is taken to add what one does, and what is
        there without an extra is there once. Where tools share a place on the code object, that is the most
        it can be (“at most”), and the bytes of one tool are the low end. Intervals are added up end to end;
        an interval without width is not written. A second has 1 000 ms; a bar begins at zero, and the line
        across its end is the interval.
      </p>
    </section>
  );
}

const NUMBER_LABELS: Readonly<Record<NumberQuestion, string>> = {
  population: 'Live code objects',
  attachFraction: 'Share with an extra, %',
  callsPerSecond: 'Calls a second',
  tools: 'Tools that keep extras at once',
};

const CHOICE_LABELS: Readonly<Record<ChoiceQuestion, string>> = {
  die: 'Do code objects die while the tool runs?',
  mayChange: 'May code objects be changed (a field more)?',
  priority: 'What comes first?',
};

const ANSWERS: Readonly<Record<string, string>> = { yes: 'yes', no: 'no', time: 'time', memory: 'memory' };

function Form() {
  return (
    <form id="guide-form" autocomplete="off">
      <fieldset class="guide-presets">
        <legend>Begin with</legend>
        {PRESETS.map(({ title }, index) => (
          <button type="button" data-preset={index} key={title}>
            {title}
          </button>
        ))}
      </fieldset>
      <fieldset class="guide-numbers">
        <legend>Your situation</legend>
        {(Object.keys(LIMITS) as NumberQuestion[]).map((question) => (
          <NumberInput question={question} key={question} />
        ))}
      </fieldset>
      <div class="guide-choices">
        {(Object.keys(CHOICES) as ChoiceQuestion[]).map((question) => (
          <Choice question={question} key={question} />
        ))}
      </div>
    </form>
  );
}

function NumberInput({ question }: { question: NumberQuestion }) {
  const { low, high } = LIMITS[question];
  const id = `guide-${question}`;
  return (
    <div>
      <label for={id}>{NUMBER_LABELS[question]}</label>
      <input
        id={id}
        name={question}
        type="number"
        inputmode="decimal"
        min={low}
        max={high}
        step="any"
        value={written(DEFAULT_SITUATION)[question]}
        aria-describedby={`${id}-correction`}
      />
      <p class="guide-correction" id={`${id}-correction`} data-correction={question}></p>
    </div>
  );
}

function Choice({ question }: { question: ChoiceQuestion }) {
  return (
    <fieldset>
      <legend>{CHOICE_LABELS[question]}</legend>
      {CHOICES[question].map((answer) => (
        <label key={answer}>
          <input
            type="radio"
            name={question}
            value={answer}
            checked={written(DEFAULT_SITUATION)[question] === answer}
          />{' '}
          {ANSWERS[answer]}
        </label>
      ))}
    </fieldset>
  );
}

function laidOut(node: Tree | string): VNode | string {
  return typeof node === 'string'
    ? node
    : createElement(node.tag, node.attributes, ...node.children.map(laidOut));
}
