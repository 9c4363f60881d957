/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * What runs inside the page, by page.evaluate: each function is sent as text, so it may use nothing but its arguments
 * and what a page has.
 */

/** Elements that stick out at the right of the page, where nothing between scrolls or cuts them off. */
export function stickingOut(): string[] {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth + 1) return [];
  const isHeld = (element: Element) => {
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== 'visible') return true;
    return false;
  };
  const found = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !isHeld(element),
  );
  const names = found.map(
    (element) =>
      `${element.closest('section[id]')?.id ?? ''} ${element.tagName} ${element.id} ${element.className}`,
  );
  return [`${root.scrollWidth} px in ${root.clientWidth} px`, ...names.slice(0, 10)];
}

/** How light the page's ground and its text are, 0 to 1. */
export function lightness(): { ground: number; text: number } {
  const of = (colour: string) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    // A page without a ground of its own is on white.
    return alpha === 0 ? 1 : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };
  const alpha = (colour: string) => (colour.startsWith('rgba') ? Number(colour.match(/[\d.]+/g)?.[3]) : 1);
  const grounds = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor);
  return {
    ground: of(grounds.find((colour) => alpha(colour) > 0) ?? 'rgb(255, 255, 255)'),
    text: of(getComputedStyle(document.body).color),
  };
}

/** The element that has the focus: how a reader would name it, and whether it can be seen that it has the focus. */
export function focused(): { name: string; kind: string; seen: boolean } | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isMarked =
    (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
    style.boxShadow !== 'none';
  const isOnScreen =
    box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth;
  const { name, href, id } = element as HTMLInputElement & HTMLAnchorElement;
  const chart = element.getAttribute('data-chart');
  const called = name || chart || id || href || element.getAttribute('aria-label') || element.textContent;
  return {
    name: String(called).slice(0, 60),
    kind: chart === null ? element.tagName.toLowerCase() : 'chart',
    seen: isMarked && isOnScreen,
  };
}

/** The pixels of a canvas as they are now. A copy is read, so that the canvas itself stays as it is for its reader. */
export function pixelsOf(canvas: Element): Uint32Array {
  const { width, height } = canvas as HTMLCanvasElement;
  if (width === 0 || height === 0) return new Uint32Array();
  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  copy.drawImage(canvas as HTMLCanvasElement, 0, 0);
  return new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer);
}

/** Whether the page says that it has drawn a chart. */
export function isDrawn(canvas: Element | null): boolean {
  return canvas?.getAttribute('data-drawn') === 'true';
}

/** The share of a canvas that is not its ground, seen from far away: none of an empty one. */
export function inkShare(canvas: Element): number {
  const { width, height } = canvas as HTMLCanvasElement;
  if (width === 0 || height === 0) return 0;
  const [columns, rows] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const copy = new OffscreenCanvas(columns, rows).getContext('2d', { willReadFrequently: true })!;
  copy.drawImage(canvas as HTMLCanvasElement, 0, 0, columns, rows);
  const pixels = new Uint32Array(copy.getImageData(0, 0, columns, rows).data.buffer);
  return pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
}

export function changedPixels([before, now]: readonly [Uint32Array, Uint32Array]): number {
  return now.reduce((count, pixel, index) => (pixel === before[index] ? count : count + 1), 0);
}

/** Whether what has changed on a canvas is in the window, from its highest to its lowest pixel. */
export function changeIsSeen(canvas: Element, [before, now]: readonly [Uint32Array, Uint32Array]): boolean {
  const { width, height } = canvas as HTMLCanvasElement;
  const box = canvas.getBoundingClientRect();
  const inPage = (index: number) => box.top + (Math.floor(index / width) / height) * box.height;
  const highest = now.findIndex((pixel, index) => pixel !== before[index]);
  const lowest = now.findLastIndex((pixel, index) => pixel !== before[index]);
  return highest >= 0 && inPage(highest) >= 0 && inPage(lowest) <= window.innerHeight;
}

/** Where on a canvas something is drawn in colour, as a mark is: places in the page, apart from one another. */
export function colouredPlaces(canvas: Element, pixels: Uint32Array): { x: number; y: number }[] {
  const { width, height } = canvas as HTMLCanvasElement;
  const colours = new Uint8Array(pixels.buffer);
  const box = canvas.getBoundingClientRect();
  const found: { x: number; y: number }[] = [];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = colours.subarray(4 * (y * width + x));
      if (alpha < 200 || Math.max(red, green, blue) - Math.min(red, green, blue) < 60) continue;
      const place = { x: box.x + (x / width) * box.width, y: box.y + (y / height) * box.height };
      if (found.every((other) => Math.hypot(other.x - place.x, other.y - place.y) > 20)) found.push(place);
    }
  }
  return found;
}

/** What a hostile text would have become, had it become markup. */
export function injected(): string[] {
  const made = document.querySelectorAll(
    'img[src="x"], svg[onload], iframe, object, embed, [onerror], [onload], [onclick], [onfocus], [onmouseover], ' +
      'a[href^="javascript:" i], form[action], base, script[src]',
  );
  return [
    ...[...made].map((element) => element.outerHTML.slice(0, 200)),
    ...('pwned' in window ? [`window.pwned is ${String(window.pwned)}`] : []),
  ];
}

/** Opens all that is folded away. */
export async function unfold(): Promise<void> {
  for (const details of document.querySelectorAll('details')) details.open = true;
  // What is made on unfolding is there a moment later.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/**
 * Removes from the page what is only more of the same: paragraphs, rows, items and whole tables in which every element stands in a
 * place of which `kept` are there already. A place is the tags, classes and attributes from the page down to the element: rules
 * about markup and colours find nothing in the others that they do not find in these.
 */
export function thinOut(kept: number): void {
  const whole = 'tr, li, p, dl, form, figure, summary, h1, h2, h3, h4';
  const attributes = ['class', 'role', 'scope', 'tabindex', 'type', 'fill', 'hidden'];
  const seen = new Map<string, number>();
  const inside = new Map<Element, string[]>();
  const look = (element: Element, parent: string): string[] => {
    const own = attributes.map((name) => element.getAttribute(name)).join();
    const place = `${parent} > ${element.tagName} ${own}`;
    const places = [place, ...[...element.children].flatMap((child) => look(child, place))];
    inside.set(element, places);
    return places;
  };
  const thin = (element: Element) => {
    const places = inside.get(element)!;
    if (places.every((place) => (seen.get(place) ?? 0) >= kept)) return element.remove();
    const isWhole = element.matches(whole);
    for (const place of isWhole ? places : places.slice(0, 1)) seen.set(place, (seen.get(place) ?? 0) + 1);
    if (!isWhole) for (const child of [...element.children]) thin(child);
  };
  look(document.body, '');
  thin(document.body);
}

/** Waits until what was asked for is drawn: as many frames as a short animation has. */
export async function aFewFrames(): Promise<void> {
  for (let frame = 0; frame < 20; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}
