/**
 * Runs inside the page that is photographed (plain JavaScript, because the scripts around it are typed without a DOM):
 * plays the core on a port, and looks for what breaks the rules of the look.
 */
const portMessageName = 'yizhan:core-port';

/** JPEG of a sheet of paper with lines on it, as a camera would see one. */
const drawnPage = async () => {
  const canvas = new OffscreenCanvas(960, 720);
  const context = canvas.getContext('2d');
  context.fillStyle = '#6d6a63';
  context.fillRect(0, 0, 960, 720);
  context.fillStyle = '#fdfcf8';
  context.fillRect(250, 40, 460, 640);
  context.fillStyle = '#3c4858';
  for (let line = 0; line < 12; line += 1)
    context.fillRect(300, 120 + line * 40, line % 4 === 3 ? 220 : 360, 10);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
  return new Uint8Array(await blob.arrayBuffer());
};

/** Hands a port to the page, as the preload would, and answers on it with `snapshot` and the bytes of `pdf`. */
const show = (snapshot, pdf) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    if (data.type === 'capturedPage') {
      void drawnPage().then((jpeg) => port1.postMessage({ type: 'capturedPageDone', id: data.id, jpeg }));
      return;
    }
    if (data.type !== 'previewDocument') return;
    port1.postMessage({ type: 'previewDocumentDone', id: data.id, pdf: Uint8Array.from(pdf) });
  };
  window.postMessage(portMessageName, '*', [port2]);
  port1.postMessage({ type: 'snapshot', snapshot });
};

/** Resolves when fonts are there and nothing moves any more. */
const settled = async () => {
  await document.fonts.ready;
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
};

const named = (element) =>
  `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').slice(0, 24)}"`;

/** Channels of a computed colour, 0 to 255, and its opacity. */
const channels = (colour) => {
  const [red = 0, green = 0, blue = 0, opacity = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return { rgb: [red, green, blue], opacity };
};

/** Relative luminance after WCAG 2.2. */
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The colour behind an element: of the nearest ancestor that has one of its own which hides what is behind it. */
const groundOf = (element) => {
  for (let one = element; one; one = one.parentElement) {
    const { rgb, opacity } = channels(getComputedStyle(one).backgroundColor);
    if (opacity > 0.75) return rgb;
  }
  return [255, 255, 255];
};

/** Contrast of the text of an element to its ground after WCAG 2.2, from 1 to 21. */
const contrastOf = (element) => {
  const text = luminance(channels(getComputedStyle(element).color).rgb);
  const ground = luminance(groundOf(element));
  return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
};

/** What WCAG 2.2 asks of text at level AAA. */
const leastContrast = 7;

/** Least sizes in design pixels: elder mode asks for 18 pt and for targets that are large; its tokens ask for more. */
const leastSizes = { normal: { target: 88, text: 24 }, elder: { target: 120, text: 34 } };

const isSeen = (element) => {
  const style = getComputedStyle(element);
  return style.visibility !== 'hidden' && style.opacity !== '0';
};

/** The part of a box that is seen within everything that clips it. */
const seenPartOf = (box, element) => {
  let { left, right, top, bottom } = box;
  for (let one = element.parentElement; one; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const clip = one.getBoundingClientRect();
    left = Math.max(left, clip.left);
    right = Math.min(right, clip.right);
    top = Math.max(top, clip.top);
    bottom = Math.min(bottom, clip.bottom);
  }
  return { left, right, top, bottom };
};

/** Boxes of the lines of an element's own text, a little lower than its lines are apart. */
const textBoxes = (element) =>
  [...element.childNodes]
    .filter((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    .flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
        const inset = (bottom - top) * 0.2;
        return { left, right, top: top + inset, bottom: bottom - inset };
      });
    });

const meet = (one, other) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;

/** What lies over the rest of the page on purpose, and what lies on it. */
const overlays = '[role="dialog"], [role="alertdialog"], [data-overlay="true"], .certificate-hint';

/** Pairs of texts and targets that lie on each other although neither is part of the other. */
const findOverlaps = (elements) => {
  const things = elements.flatMap((element) => {
    if (!isSeen(element)) return [];
    const layer = element.closest(overlays);
    const boxes = element.tagName === 'BUTTON' ? [element.getBoundingClientRect()] : textBoxes(element);
    return [{ element, layer, boxes: boxes.map((box) => seenPartOf(box, element)) }];
  });
  return things.flatMap((one, index) =>
    things.slice(index + 1).flatMap((other) => {
      if (one.layer !== other.layer) return [];
      if (one.element.contains(other.element) || other.element.contains(one.element)) return [];
      if (!one.boxes.some((box) => other.boxes.some((another) => meet(box, another)))) return [];
      return [`lies on another: ${named(one.element)} and ${named(other.element)}`];
    }),
  );
};

/** Whether a text that is broken into lines leaves one Chinese character alone on its last. */
const leavesOneAlone = (element, fontSize) => {
  if (!/\p{Script=Han}[\p{P}\s]*$/u.test(element.textContent)) return false;
  // What somebody types breaks where it is full.
  if (element.tagName === 'BDI') return false;
  // What stands beside it in the line keeps it company.
  if (element.querySelector(':not(wbr, .word-breaks)') || getComputedStyle(element).display === 'inline')
    return false;
  const range = document.createRange();
  range.selectNodeContents(element);
  const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
  const lowest = Math.max(...boxes.map(({ top }) => top)) - fontSize / 2;
  const end = boxes.filter(({ top }) => top > lowest);
  const width = Math.max(...end.map(({ right }) => right)) - Math.min(...end.map(({ left }) => left));
  return end.length < boxes.length && width < fontSize * 1.6;
};

/** Lists text that is cut off, leaves one character alone, too small or too pale, what lies on something else, and targets too small or out of reach. */
const findFaults = () => {
  const faults = [];
  const outside = new Set();
  const elder = document.querySelector('[data-elder="true"]') !== null;
  const seated = document.querySelector('[data-seated="true"]') !== null;
  const least = leastSizes[elder ? 'elder' : 'normal'];
  const elements = [...document.querySelectorAll('.app *')].filter(
    (element) =>
      !element.closest('svg, .visually-hidden') &&
      element.getBoundingClientRect().width > 0 &&
      getComputedStyle(element).clipPath !== 'inset(50%)',
  );
  for (const element of elements) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const below = element.scrollHeight - element.clientHeight;
    const beside = element.scrollWidth - element.clientWidth;
    if (below > 2 && style.overflowY !== 'visible') {
      faults.push(`overflows by ${below} px: ${named(element)}`);
    }
    if (beside > 2 && style.display !== 'inline') {
      faults.push(`is wider than its box by ${beside} px: ${named(element)}`);
    }
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) {
      outside.add(element);
      // The part that sticks out says it for all within.
      if (outside.has(element.parentElement)) continue;
      faults.push(`outside of the screen: ${named(element)}`);
    }
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const size = Number.parseFloat(style.fontSize);
    if (leavesOneAlone(element, size)) faults.push(`one character alone: ${named(element)}`);
    if (hasText && size < least.text - 0.5) faults.push(`text of ${size} px: ${named(element)}`);
    if (hasText && contrastOf(element) < leastContrast) {
      faults.push(`contrast of ${contrastOf(element).toFixed(1)}: ${named(element)}`);
    }
    if (
      seated &&
      innerHeight > innerWidth &&
      element.tagName === 'BUTTON' &&
      box.bottom - Math.max(box.top, innerHeight / 2) < Math.min(box.height - 1, least.target)
    ) {
      faults.push(`out of reach at ${Math.round(box.top)} px: ${named(element)}`);
    }
    // Twenty-six letters in large keys: the lower half of the screen has no room for larger ones.
    const leastTarget = element.matches('[data-seated="true"] :is(.key, .letter-key)')
      ? leastSizes.normal.target
      : least.target;
    if (element.tagName === 'BUTTON' && Math.min(box.width, box.height) < leastTarget - 0.5) {
      faults.push(`target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${named(element)}`);
    }
  }
  return [...faults, ...findOverlaps(elements)];
};

window.yizhanScreens = { show, settled, findFaults };
