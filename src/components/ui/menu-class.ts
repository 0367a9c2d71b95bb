// The look of every menu surface.
export const MENU_CLASS = 'pop-in z-50 max-h-[var(--reka-popper-available-height)] max-w-80 min-w-52 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm text-fg shadow-pop';
