// A menu as data, so that the context menu and the “…” button of a thing offer the same.
import type { Component } from 'vue';

interface MenuAction {
  readonly kind: 'action';
  readonly label: string;
  readonly icon?: Component;
  readonly run: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** As shown to the person, e.g. `L`. */
  readonly shortcut?: string;
}

interface MenuChoice {
  readonly kind: 'choice';
  readonly label: string;
  readonly checked: boolean;
  readonly run: (checked: boolean) => void;
  readonly disabled?: boolean;
}

interface MenuSub {
  readonly kind: 'sub';
  readonly label: string;
  readonly icon?: Component;
  readonly entries: readonly MenuEntry[];
}

export type MenuEntry = MenuAction | MenuChoice | MenuSub | { readonly kind: 'separator' } | { readonly kind: 'label'; readonly label: string };
