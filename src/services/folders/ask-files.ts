// The browser's dialog for the files of a folder.

/** Undefined where the browser gives no folders, as phones do. */
export function folderInput(page: Document): (() => Promise<Iterable<File>>) | undefined {
  if (!('webkitdirectory' in page.createElement('input'))) return undefined;
  return () => new Promise((resolve) => {
    const input = page.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = true;
    input.addEventListener('change', () => resolve([...input.files ?? []]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}
