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

/** Lists text that is cut off or too small, and targets that are too small or outside of the screen. */
const findFaults = () => {
  const faults = [];
  const outside = new Set();
  const elder = document.querySelector('[data-elder="true"]') !== null;
  const seated = document.querySelector('[data-seated="true"]') !== null;
  const smallestTarget = elder ? 120 : 88;
  const smallestText = elder ? 34 : 24;
  for (const element of document.querySelectorAll('.app *')) {
    if (element.closest('svg, .visually-hidden')) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0) continue;
    const style = getComputedStyle(element);
    const hidden = element.scrollHeight - element.clientHeight;
    if (hidden > 2 && style.overflowY !== 'visible') {
      faults.push(`overflows by ${hidden} px: ${named(element)}`);
    }
    if (box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) {
      outside.add(element);
      // The part that sticks out says it for all within.
      if (outside.has(element.parentElement)) continue;
      faults.push(`outside of the screen: ${named(element)}`);
    }
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const size = Number.parseFloat(style.fontSize);
    if (hasText && size < smallestText - 0.5) faults.push(`text of ${size} px: ${named(element)}`);
    if (hasText && contrastOf(element) < leastContrast) {
      faults.push(`contrast of ${contrastOf(element).toFixed(1)}: ${named(element)}`);
    }
    if (
      seated &&
      element.tagName === 'BUTTON' &&
      box.bottom - Math.max(box.top, innerHeight / 2) < Math.min(box.height - 1, smallestTarget)
    ) {
      faults.push(`out of reach at ${Math.round(box.top)} px: ${named(element)}`);
    }
    // Twenty-six letters in large keys: the lower half of the screen has no room for larger ones.
    const least = element.matches('[data-seated="true"] .key') ? 88 : smallestTarget;
    if (element.tagName === 'BUTTON' && Math.min(box.width, box.height) < least - 0.5) {
      faults.push(`target of ${Math.round(box.width)} × ${Math.round(box.height)} px: ${named(element)}`);
    }
  }
  return faults;
};

window.yizhanScreens = { show, settled, findFaults };
