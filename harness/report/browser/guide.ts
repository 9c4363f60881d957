/**
 * The guide in the page: listens to its form and ranks anew. The situation is kept in the address, so that a link leads to it; whatever
 * else stands there is left alone.
 */

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

import type { Run } from '../../records/schema.ts';
import { leftOutItems, noteItems, rankingItems, type Tree } from '../guide/markup.ts';
import { guidance, readByGuide } from '../guide/ranking.ts';
import { announcement } from '../guide/reasons.ts';
import {
  type Corrections,
  fromHash,
  PRESETS,
  QUESTIONS,
  type Question,
  type Situation,
  toHash,
  understood,
  type Written,
  written,
} from '../guide/situation.ts';

export function startGuide(whole: Run): void {
  const form = document.querySelector<HTMLFormElement>('#guide-form');
  if (form === null) return;
  const run = readByGuide(whole);
  const show = (situation: Situation) => rankAnew(run, situation);
  const answered = () => {
    const { situation, corrections } = understood(answersIn(form));
    correct(form, corrections);
    show(situation);
    keepInAddress(situation);
  };
  const put = (situation: Situation) => {
    fill(form, situation);
    answered();
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', answered);
  // Only after it has been reset does the form hold what it began with.
  form.addEventListener('reset', () => setTimeout(answered));
  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-preset]')) {
    const preset = PRESETS[Number(button.dataset.preset)];
    if (preset !== undefined) button.addEventListener('click', () => put(preset.situation));
  }
  const followAddress = () => {
    const found = fromHash(location.hash);
    if (found === null) return false;
    fill(form, found.situation);
    correct(form, found.corrections);
    show(found.situation);
    document.querySelector('#guide')?.scrollIntoView();
    return true;
  };
  addEventListener('hashchange', followAddress);
  // A browser that comes back to the page may have kept what was in the form.
  if (!followAddress()) {
    const { situation, corrections } = understood(answersIn(form));
    correct(form, corrections);
    show(situation);
  }
}

function answersIn(form: HTMLFormElement): Partial<Written> {
  const answers: { [Key in Question]?: string } = {};
  for (const question of QUESTIONS) {
    const value = new FormData(form).get(question);
    if (typeof value === 'string') answers[question] = value;
  }
  return answers;
}

function fill(form: HTMLFormElement, situation: Situation): void {
  const answers = written(situation);
  for (const input of form.querySelectorAll<HTMLInputElement>('input')) {
    const answer = answers[input.name as Question];
    if (answer === undefined) continue;
    if (input.type === 'radio') input.checked = input.value === answer;
    else input.value = answer;
  }
}

function correct(form: HTMLFormElement, corrections: Corrections): void {
  for (const place of form.querySelectorAll<HTMLElement>('[data-correction]')) {
    const question = place.dataset.correction as Question;
    const says = corrections[question] ?? '';
    place.textContent = says;
    form.querySelector(`input[name="${question}"]`)?.setAttribute('aria-invalid', String(says !== ''));
  }
}

function rankAnew(run: Run, situation: Situation): void {
  const found = guidance(run, situation);
  rebuild('#guide-notes', noteItems(found));
  rebuild('#guide-ranking', rankingItems(run, found));
  rebuild('#guide-excluded', leftOutItems(found));
  say(announcement(found));
}

function rebuild(selector: string, items: readonly Tree[]): void {
  document.querySelector(selector)?.replaceChildren(...items.map(made));
}

const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = ['svg', 'rect'];

function made({ tag, attributes, children }: Tree): Element {
  const element = DRAWN.includes(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === 'string' ? child : made(child))));
  return element;
}

/** A reader who still types is not interrupted. */
const PAUSE_MS = 500;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Seen at once, and read out after a pause. */
function say(text: string): void {
  clearTimeout(waiting);
  write('#guide-first', text);
  waiting = setTimeout(() => write('#guide-said', text), PAUSE_MS);
}

function write(selector: string, text: string): void {
  const place = document.querySelector(selector);
  if (place !== null && place.textContent !== text) place.textContent = text;
}

/** In the place of the present entry of the history: the way back leads to the page before, not through every key pressed. */
function keepInAddress(situation: Situation): void {
  try {
    history.replaceState(null, '', toHash(situation));
  } catch {
    // Some browsers refuse after many changes in a short time: the address is then that of the last one kept.
  }
}
