// Files that the system opens with the installed app (Chromium only; WICG web-app-launch).

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemHandle[] }) => void): void;
}

interface Window {
  readonly launchQueue?: LaunchQueue;
}
