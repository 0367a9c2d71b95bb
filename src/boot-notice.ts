// What keeps the library from opening, said over the page: it must show even where the app cannot.

export interface BootNotice {
  show(text: string, button: { readonly label: string; readonly press: () => void } | null): void;
  hide(): void;
}

export function createBootNotice(host: HTMLElement): BootNotice {
  let shown: HTMLElement | null = null;

  function hide(): void {
    shown?.remove();
    shown = null;
  }

  return {
    hide,
    show(text, button) {
      hide();
      shown = host.appendChild(document.createElement('div'));
      shown.setAttribute('role', 'alert');
      shown.dataset['testid'] = 'boot-notice';
      shown.style.cssText = 'position:fixed;inset:0;z-index:1000;display:grid;place-content:center;justify-items:center;gap:16px;padding:24px;'
        + 'text-align:center;background:Canvas;color:CanvasText;font:500 16px/1.5 system-ui,sans-serif';
      const words = shown.appendChild(document.createElement('p'));
      words.style.maxWidth = '32em';
      words.textContent = text;
      if (!button) return;
      const press = shown.appendChild(document.createElement('button'));
      press.style.cssText = 'font:inherit;padding:8px 20px;border:1px solid currentColor;border-radius:8px;background:transparent;color:inherit;cursor:pointer';
      press.textContent = button.label;
      press.addEventListener('click', button.press);
      press.focus();
    },
  };
}
