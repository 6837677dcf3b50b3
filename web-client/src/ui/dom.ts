/** The element of the page's HTML with this id and type; a page without it is a defect of ours. */
export function element<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`#${id}: ${found?.tagName ?? 'missing'} (expected: ${type.name})`);
  return found;
}

export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}

/** Sets text only when it differs, so that live regions speak once. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

export function setIcon(button: Element, name: string): void {
  const use = button.querySelector('use');
  if (use && use.getAttribute('href') !== `#${name}`) use.setAttribute('href', `#${name}`);
}

export function setLabel(button: Element, label: string): void {
  if (button.getAttribute('aria-label') !== label) {
    button.setAttribute('aria-label', label);
    button.setAttribute('title', label);
  }
}
